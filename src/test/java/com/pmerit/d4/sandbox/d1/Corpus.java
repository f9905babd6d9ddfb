package com.pmerit.d4.sandbox.d1;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pmerit.d4.sandbox.http.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The requests that both engines get; the format is told at the top of the resource. */
final class Corpus {
    private Corpus() {}

    /** One request and what is known of its answer. */
    record Entry(ObjectNode request, Optional<CorpusDifference> difference) {
        String database() {
            return request.path("database").textValue();
        }

        String sql() {
            return request.path("statements").findValuesAsText("sql").stream().collect(Collectors.joining("\n+++\n"));
        }

        boolean raw() {
            return request.path("raw").booleanValue();
        }
    }

    static List<Entry> read() throws IOException {
        List<Entry> entries = new ArrayList<>();
        String database = "";
        for (String block : text().split("(?m)^(?====|---)", -1)) {
            String header = block.lines().findFirst().orElse("");
            String body = block.substring(header.length()).strip();
            if (header.startsWith("=== ")) {
                database = header.substring(4).replace(' ', '_');
            } else if (header.startsWith("---")) {
                entries.add(entry(database, header.substring(3).strip(), body));
            }
        }
        entries.addAll(generated());
        return entries;
    }

    /** What is too long to write down. */
    private static List<Entry> generated() {
        return List.of(
                entry("generated", "", "CREATE TABLE w100 (" + list(100, "c%d") + ")"),
                entry("generated", "", "CREATE TABLE w101 (" + list(101, "c%d") + ")"),
                entry("generated", "", "SELECT " + list(101, "%d")),
                entry("generated", "params [" + list(100, "%d") + "]", "SELECT max(?1, ?100), " + list(98, "?")),
                entry("generated", "params [" + list(101, "%d") + "]", "SELECT " + list(101, "?")),
                entry("generated", "", "SELECT " + list(100, "1").replace(",", "+") + " AS deep"),
                entry("generated", "", "SELECT " + list(101, "1").replace(",", "+") + " AS deep"),
                entry("generated", "", "SELECT max(" + list(32, "%d") + ") AS m"),
                entry("generated", "differs: DOCUMENTED_FUNCTION_ARGUMENTS", "SELECT max(" + list(33, "%d") + ") AS m"),
                entry("generated", "", "SELECT max(" + list(128, "%d") + ") AS m"),
                entry("generated", "", "SELECT length('" + "x".repeat(99_977) + "') AS n"),
                entry("generated", "", "SELECT length('" + "x".repeat(99_978) + "') AS n"),
                entry("generated", "", "INSERT INTO w100 (c1) VALUES " + list(2_000, "(%d)")),
                entry("generated", "", "SELECT count(*) AS n, sum(c1) AS s FROM w100"));
    }

    private static String list(int count, String format) {
        return IntStream.range(0, count)
                .mapToObj(index -> String.format(format, index))
                .collect(Collectors.joining(","));
    }

    private static Entry entry(String database, String options, String body) {
        ObjectNode request = Json.mapper().createObjectNode();
        request.put("database", database);
        ArrayNode statements = request.putArray("statements");
        String[] texts = options.startsWith("batch") ? body.split("\n\\+\\+\\+\n", -1) : new String[] {body};
        for (String text : texts) {
            statements.addObject().put("sql", text);
        }
        Optional<CorpusDifference> difference = Optional.empty();
        if (options.startsWith("params ")) {
            JsonNode params = Json.parse(options.substring(7).getBytes(StandardCharsets.UTF_8));
            ((ObjectNode) statements.get(0)).set("params", params);
        } else if (options.equals("raw")) {
            request.put("raw", true);
        } else if (options.contains("differs: ")) {
            difference = Optional.of(CorpusDifference.valueOf(options.substring(options.indexOf(": ") + 2)));
        } else if (!options.isEmpty() && !options.equals("batch")) {
            throw new IllegalArgumentException("Unknown option in the corpus: " + options);
        }
        return new Entry(request, difference);
    }

    private static String text() throws IOException {
        try (InputStream stream = Objects.requireNonNull(Corpus.class.getResourceAsStream("corpus.txt"))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
