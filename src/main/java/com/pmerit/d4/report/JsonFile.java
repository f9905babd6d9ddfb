package com.pmerit.d4.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.function.UnaryOperator;

/** A JSON file for programs: ASCII, indented by two, line ends as on Unix. */
final class JsonFile {
    private final ObjectMapper mapper =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
    private final ObjectNode root = mapper.createObjectNode();

    /**
     * The file of a look at what is live, with the head that all of those have.
     *
     * @param mask hides secrets
     */
    static JsonFile of(int schemaVersion, Subject subject, Instant readAt, UnaryOperator<String> mask) {
        JsonFile file = new JsonFile();
        file.root.put("schemaVersion", schemaVersion);
        file.root.put("goal", mask.apply(subject.goal()));
        file.root.put("project", mask.apply(subject.project()));
        file.root.put("sandbox", subject.sandbox());
        subject.commit().ifPresent(commit -> file.root.put("commit", mask.apply(commit)));
        file.root.put("readAt", readAt.toString());
        return file;
    }

    /** The outermost object, to be filled. */
    ObjectNode root() {
        return root;
    }

    byte[] bytes() {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentObjectsWith(indenter);
        printer.indentArraysWith(indenter);
        try {
            return (mapper.writer(printer).writeValueAsString(root) + "\n").getBytes(StandardCharsets.US_ASCII);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a tree of texts and numbers could not be written", impossible);
        }
    }
}
