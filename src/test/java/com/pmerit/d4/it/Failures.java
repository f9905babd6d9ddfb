package com.pmerit.d4.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What failed in a build, in the words of the result that it wrote: the log of a CI server may be all that is left of it. */
final class Failures {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Failures() {}

    /** A line for each gate, step and smoke test that failed, its details and remedy under it; empty without a result. */
    static String in(Path result) throws IOException {
        if (Files.notExists(result)) {
            return "";
        }
        JsonNode root = JSON.readTree(result.toFile());
        List<String> lines = new ArrayList<>();
        for (String rows : List.of("/checklist/gates", "/steps", "/smokes")) {
            for (JsonNode row : root.at(rows)) {
                if (failed(row)) {
                    lines.add(row.path("id").asText() + " failed: "
                            + row.path("summary").asText());
                    row.path("details").forEach(detail -> lines.add("  " + detail.asText()));
                    lines.add("  -> " + row.path("remedy").asText());
                }
            }
        }
        return String.join("\n", lines);
    }

    private static boolean failed(JsonNode row) {
        boolean red = row.has("passed") && !row.path("passed").asBoolean();
        return red
                || row.path("verdict").asText().equals("failed")
                || row.path("result").asText().equals("failed");
    }
}
