package com.pmerit.d4.setup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a {@code package.json} tells of a package.
 *
 * @param name without its scope
 * @param version as written
 * @param scripts the names of its scripts
 * @param dependencies the names of all that it asks for, for whatever purpose
 */
record NodePackage(Optional<String> name, Optional<String> version, Set<String> scripts, Set<String> dependencies) {
    NodePackage {
        scripts = Set.copyOf(scripts);
        dependencies = Set.copyOf(dependencies);
    }

    /**
     * The package that lies in a directory, if there is one.
     *
     * @throws IOException when its file cannot be read or is not JSON
     */
    static Optional<NodePackage> in(Path directory) throws IOException {
        Path file = directory.resolve("package.json");
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(of(new ObjectMapper().readTree(Files.readAllBytes(file))));
        } catch (JsonProcessingException notJson) {
            throw new IOException(file + " is not JSON: " + notJson.getOriginalMessage(), notJson);
        }
    }

    private static NodePackage of(JsonNode json) {
        Set<String> scripts = new HashSet<>();
        json.path("scripts").fieldNames().forEachRemaining(scripts::add);
        Set<String> dependencies = new HashSet<>();
        Stream.of("dependencies", "devDependencies")
                .forEach(kind -> json.path(kind).fieldNames().forEachRemaining(dependencies::add));
        return new NodePackage(
                text(json, "name").map(name -> name.substring(name.lastIndexOf('/') + 1)),
                text(json, "version"),
                scripts,
                dependencies);
    }

    private static Optional<String> text(JsonNode json, String key) {
        return Optional.of(json.path(key).asText("").strip()).filter(text -> !text.isEmpty());
    }
}
