package com.pmerit.d4.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pmerit.d4.release.IndentedJson;
import java.time.Instant;
import java.util.function.UnaryOperator;

/** A JSON file for programs, as {@link IndentedJson} writes it. */
final class JsonFile {
    private final ObjectNode root = JsonNodeFactory.instance.objectNode();

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
        return new IndentedJson().bytes(root);
    }
}
