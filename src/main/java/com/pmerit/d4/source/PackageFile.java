package com.pmerit.d4.source;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.pmerit.d4.source.Answer.Known;
import com.pmerit.d4.source.Answer.Unknown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What d4 reads of a {@code package.json} (npm's document "package.json").
 *
 * @param directory where it lies
 * @param scripts each script's command line by its name, in the file's order
 * @param hasDependencies whether it asks for any other package, for whatever purpose
 * @param workspaces the patterns of the packages below it, when it is the root of workspaces
 */
record PackageFile(Path directory, Map<String, String> scripts, boolean hasDependencies, List<String> workspaces) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> DEPENDENCIES =
            List.of("dependencies", "devDependencies", "optionalDependencies", "peerDependencies");

    PackageFile {
        scripts = Collections.unmodifiableMap(new LinkedHashMap<>(scripts));
        workspaces = List.copyOf(workspaces);
    }

    static Answer<PackageFile> in(Path directory) {
        Path file = directory.resolve("package.json");
        if (!Files.isRegularFile(file)) {
            return new Unknown<>(
                    "there is no package.json in " + directory,
                    "correct the <directory> in the POM, or make the package with npm init");
        }
        try {
            return read(directory, JSON.readTree(Files.readAllBytes(file)));
        } catch (JacksonException notJson) {
            return new Unknown<>(
                    file + " is not JSON", List.of(notJson.getOriginalMessage()), "mend the file's syntax");
        } catch (IOException unreadable) {
            return new Unknown<>(
                    file + " cannot be read", List.of(unreadable.toString()), "let this user read the file");
        }
    }

    private static Answer<PackageFile> read(Path directory, JsonNode json) {
        if (!json.isObject()) {
            return new Unknown<>(
                    directory.resolve("package.json") + " holds no JSON object", "make it an object: npm init");
        }
        Map<String, String> scripts = new LinkedHashMap<>();
        json.path("scripts").properties().forEach(script -> {
            if (script.getValue().isTextual()) {
                scripts.put(script.getKey(), script.getValue().textValue());
            }
        });
        boolean dependencies =
                DEPENDENCIES.stream().anyMatch(kind -> !json.path(kind).isEmpty());
        JsonNode workspaces = json.path("workspaces");
        List<String> patterns = new ArrayList<>();
        Stream.of(workspaces, workspaces.path("packages"))
                .filter(JsonNode::isArray)
                .forEach(list -> list.forEach(pattern -> patterns.add(pattern.asText())));
        return new Known<>(new PackageFile(directory, scripts, dependencies, patterns));
    }
}
