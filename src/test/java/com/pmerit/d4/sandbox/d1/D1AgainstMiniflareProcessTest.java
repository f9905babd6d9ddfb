package com.pmerit.d4.sandbox.d1;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pmerit.d4.sandbox.http.Content;
import com.pmerit.d4.sandbox.http.Headers;
import com.pmerit.d4.sandbox.http.Json;
import com.pmerit.d4.sandbox.http.Request;
import com.pmerit.d4.sandbox.http.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sandbox's D1 answers as the D1 of the real workerd does: the same rows, the same refusals in the same words. */
final class D1AgainstMiniflareProcessTest {
    private static final String PREFIX = "D1_ERROR: ";
    private static final Comparator<JsonNode> LENIENT_NUMBERS = (left, right) -> {
        boolean numbers = left.isNumber() && right.isNumber();
        return (numbers && left.doubleValue() == right.doubleValue()) || left.equals(right) ? 0 : 1;
    };

    @TempDir
    private Path directory;

    @Test
    void answersEveryRequestOfTheCorpusAsWorkerdDoes() throws Exception {
        List<Corpus.Entry> corpus = Corpus.read();
        ArrayNode requests = Json.mapper().createArrayNode();
        corpus.forEach(entry -> requests.add(entry.request()));

        List<JsonNode> theirs = runInWorkerd(requests);
        List<ObjectNode> ours = runInSandbox(corpus);

        assertThat(corpus.stream().map(Corpus.Entry::sql).distinct()).hasSizeGreaterThan(200);
        assertThat(theirs).hasSameSizeAs(corpus);
        List<String> faults = new ArrayList<>();
        for (int index = 0; index < corpus.size(); index++) {
            boolean alike = theirs.get(index).equals(LENIENT_NUMBERS, ours.get(index));
            if (alike == corpus.get(index).difference().isPresent()) {
                String stale = alike ? "NO LONGER DIFFERENT\n" : "";
                faults.add(stale + corpus.get(index).database() + ": "
                        + corpus.get(index).sql() + "\n  workerd " + theirs.get(index) + "\n  sandbox "
                        + ours.get(index));
            }
        }
        assertThat(faults).as(() -> String.join("\n", faults)).isEmpty();
    }

    @Test
    void knowsAReasonForEachDifferenceAndHasNoReasonToSpare() throws IOException {
        Set<CorpusDifference> used = Corpus.read().stream()
                .flatMap(entry -> entry.difference().stream())
                .collect(Collectors.toSet());

        assertThat(used).isEqualTo(EnumSet.allOf(CorpusDifference.class));
    }

    private List<ObjectNode> runInSandbox(List<Corpus.Entry> corpus) throws IOException {
        List<ObjectNode> answers = new ArrayList<>();
        try (D1Store store = new D1Store(directory.resolve("d1"), Clock.systemUTC())) {
            D1Binding binding = new D1Binding(store);
            Map<String, String> ids = new HashMap<>();
            for (Corpus.Entry entry : corpus) {
                if (!ids.containsKey(entry.database())) {
                    String uuid = store.create("account", entry.database(), "WEUR", "")
                            .orElseThrow()
                            .metadata()
                            .uuid();
                    ids.put(entry.database(), uuid);
                }
                answers.add(ask(binding, ids.get(entry.database()), entry));
            }
        }
        return answers;
    }

    private static ObjectNode ask(D1Binding binding, String uuid, Corpus.Entry entry) throws IOException {
        JsonNode statements = entry.request().path("statements");
        Request request = new Request(
                "POST",
                "/query",
                Map.of(),
                Map.of("resultsFormat", List.of(entry.raw() ? "ROWS_AND_COLUMNS" : "ARRAY_OF_OBJECTS")),
                Headers.none(),
                Content.of(Json.write(statements)));
        Response response = binding.answer(uuid, request);
        JsonNode body = Json.parse(((Response.Bytes) response.body()).content().bytes());
        return describe(body, entry.raw());
    }

    /** The answer in the form in which the script beside workerd prints it. */
    private static ObjectNode describe(JsonNode body, boolean raw) {
        ObjectNode answer = Json.mapper().createObjectNode();
        if (body.has("error")) {
            return answer.put("error", body.path("error").textValue());
        }
        ArrayNode results = answer.putArray("results");
        if (raw) {
            ArrayNode table = results.addArray();
            table.add(body.path(0).path("results").path("columns"));
            body.path(0).path("results").path("rows").forEach(table::add);
            return answer;
        }
        ArrayNode changes = answer.putArray("changes");
        ArrayNode lastRowIds = answer.putArray("lastRowIds");
        for (JsonNode element : body) {
            results.add(element.path("results"));
            changes.add(element.path("meta").path("changes"));
            boolean changed = element.path("meta").path("changes").intValue() > 0;
            lastRowIds.add(changed ? element.path("meta").path("last_row_id") : NullNode.getInstance());
        }
        return answer;
    }

    private List<JsonNode> runInWorkerd(ArrayNode requests) throws IOException, InterruptedException {
        Path input = Files.write(directory.resolve("requests.json"), Json.write(requests));
        Path output = directory.resolve("answers.json");
        Path errors = directory.resolve("errors.txt");
        Path target = Path.of("target").toAbsolutePath();
        Process node = new ProcessBuilder("node", "src/test/node/d1-corpus.mjs", target.toString())
                .redirectInput(input.toFile())
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .start();
        try {
            assertThat(node.waitFor(120, TimeUnit.SECONDS)).isTrue();
            assertThat(node.exitValue()).as(() -> contents(errors)).isZero();
        } finally {
            node.descendants().forEach(ProcessHandle::destroyForcibly);
            node.destroyForcibly();
        }
        List<JsonNode> answers = new ArrayList<>();
        for (JsonNode answer : Json.parse(Files.readAllBytes(output))) {
            boolean refused = answer.path("error").asText("").startsWith(PREFIX);
            answers.add(
                    refused
                            ? Json.mapper()
                                    .createObjectNode()
                                    .put(
                                            "error",
                                            answer.path("error").textValue().substring(PREFIX.length()))
                            : answer);
        }
        return answers;
    }

    private static String contents(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
    }
}
