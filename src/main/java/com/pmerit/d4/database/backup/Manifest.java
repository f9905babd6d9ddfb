package com.pmerit.d4.database.backup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a dump is of, beside the dump itself. Written when the dump was restored into a copy and compared, never before.
 *
 * @param environment its name in the POM
 * @param binding by which the Worker has the database
 * @param database its name
 * @param databaseId its UUID
 * @param takenAt when the reading began
 * @param bookmark of Time Travel, before the reading
 * @param bookmarkAfter the bookmark when it was over: another one means that somebody wrote meanwhile
 * @param sha256 of the file {@code dump.sql}, in hex
 * @param bytes of that file
 * @param migrations what the tracking table listed, in order
 * @param tables the rows
 */
public record Manifest(
        String environment,
        String binding,
        String database,
        String databaseId,
        Instant takenAt,
        String bookmark,
        String bookmarkAfter,
        String sha256,
        long bytes,
        List<String> migrations,
        List<TableDigest> tables) {
    /** The name of the file. */
    public static final String FILE = "manifest.json";

    /** The name of the dump beside it. */
    public static final String DUMP = "dump.sql";

    private static final int SCHEMA_VERSION = 1;
    private static final JsonMapper JSON = new JsonMapper();

    /** Copies the lists. */
    public Manifest {
        migrations = List.copyOf(migrations);
        tables = List.copyOf(tables);
    }

    /** Whether it shows one moment: nobody wrote while it was read. */
    public boolean isSnapshot() {
        return bookmark.equals(bookmarkAfter);
    }

    /** How many rows there are in all. */
    public long rows() {
        return tables.stream().mapToLong(TableDigest::rows).sum();
    }

    byte[] toJson() {
        ObjectNode root = JSON.createObjectNode();
        root.put("schemaVersion", SCHEMA_VERSION);
        root.put("environment", environment).put("binding", binding);
        root.putObject("database").put("name", database).put("id", databaseId);
        root.put("takenAt", takenAt.toString());
        root.put("bookmark", bookmark).put("bookmarkAfter", bookmarkAfter).put("snapshot", isSnapshot());
        root.putObject("dump").put("file", DUMP).put("bytes", bytes).put("sha256", sha256);
        migrations.forEach(root.putArray("migrations")::add);
        ArrayNode rows = root.putArray("tables");
        tables.forEach(table -> rows.addObject()
                .put("name", table.table())
                .put("rows", table.rows())
                .put("sha256", table.sha256()));
        try {
            return (JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n")
                    .getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a tree of texts and numbers could not be written", impossible);
        }
    }

    /** Reads the one in a directory; empty when there is none that this version of d4 wrote whole. */
    static Optional<Manifest> in(Path directory) throws IOException {
        Path file = directory.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            JsonNode root = JSON.readTree(Files.readAllBytes(file));
            return root.path("schemaVersion").asInt() == SCHEMA_VERSION ? Optional.of(read(root)) : Optional.empty();
        } catch (JsonProcessingException | DateTimeException | IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static Manifest read(JsonNode root) {
        List<String> migrations = new ArrayList<>();
        root.path("migrations").forEach(name -> migrations.add(name.asText()));
        List<TableDigest> tables = new ArrayList<>();
        root.path("tables")
                .forEach(table -> tables.add(
                        new TableDigest(text(table, "name"), table.path("rows").asLong(), text(table, "sha256"))));
        return new Manifest(
                text(root, "environment"),
                text(root, "binding"),
                text(root.path("database"), "name"),
                text(root.path("database"), "id"),
                Instant.parse(text(root, "takenAt")),
                text(root, "bookmark"),
                text(root, "bookmarkAfter"),
                text(root.path("dump"), "sha256"),
                root.path("dump").path("bytes").asLong(),
                migrations,
                tables);
    }

    private static String text(JsonNode node, String key) {
        if (!node.path(key).isTextual()) {
            throw new IllegalArgumentException("no text " + key);
        }
        return node.path(key).textValue();
    }
}
