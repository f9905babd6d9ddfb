package com.pmerit.d4;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The D1 of the real workerd: takes requests, and answers them all at once. Each database that is named is new and empty. */
public final class WorkerdD1 {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ArrayNode requests = JSON.createArrayNode();

    /** A statement with what is bound to it. */
    public record Statement(String sql, List<JsonNode> parameters) {}

    /** Adds one request, which is one transaction; gives its place among the answers. */
    public int request(String database, List<Statement> batch) {
        ArrayNode statements = requests.addObject().put("database", database).putArray("statements");
        for (Statement statement : batch) {
            ObjectNode element = statements.addObject().put("sql", statement.sql());
            element.putArray("params").addAll(statement.parameters());
        }
        return requests.size() - 1;
    }

    /** The same with statements that nothing is bound to. */
    public int run(String database, List<String> batch) {
        return request(
                database,
                batch.stream().map(sql -> new Statement(sql, List.of())).toList());
    }

    /** Adds one query whose answer is rows of values, the first of which holds the names of the columns. */
    public void raw(String database, String query) {
        ObjectNode request = requests.addObject().put("database", database).put("raw", true);
        request.putArray("statements").addObject().put("sql", query);
    }

    /**
     * The answers in the order of the requests, each {@code {"error"}} or {@code {"results"}}.
     *
     * @param directory for the files of the process
     */
    public JsonNode answers(Path directory) throws IOException, InterruptedException {
        Path input = Files.write(directory.resolve("requests.json"), JSON.writeValueAsBytes(requests));
        Path output = directory.resolve("answers.json");
        Path errors = directory.resolve("errors.txt");
        String target = Path.of("target").toAbsolutePath().toString();
        Process node = new ProcessBuilder("node", "src/test/node/d1-corpus.mjs", target)
                .redirectInput(input.toFile())
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .start();
        try {
            assertThat(node.waitFor(120, TimeUnit.SECONDS)).isTrue();
            assertThat(node.exitValue()).as(Files.readString(errors)).isZero();
        } finally {
            node.descendants().forEach(ProcessHandle::destroyForcibly);
            node.destroyForcibly();
        }
        return JSON.readTree(output.toFile());
    }
}
