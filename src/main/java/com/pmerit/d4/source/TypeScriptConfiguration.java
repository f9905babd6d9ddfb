package com.pmerit.d4.source;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What d4 reads of a {@code tsconfig.json}, which is JSON with comments and trailing commas (TypeScript's document "What
 * is a tsconfig.json").
 */
final class TypeScriptConfiguration {
    static final String FILE = "tsconfig.json";

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .build();
    private static final Pattern COMPILER = Pattern.compile("(?:^|[\\s;&|])tsc(?=$|[\\s;&|])");
    private static final Pattern BUILDS_OR_NAMES_A_PROJECT =
            Pattern.compile("(?<=\\s)(?:-b|--build|-p|--project)(?=[\\s=]|$)", Pattern.CASE_INSENSITIVE);

    private final JsonNode json;

    private TypeScriptConfiguration(JsonNode json) {
        this.json = json;
    }

    /** The configuration in the directory; empty when there is none, or when only the compiler can say what is wrong. */
    static Optional<TypeScriptConfiguration> in(Path directory) {
        Path file = directory.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new TypeScriptConfiguration(JSON.readTree(Files.readAllBytes(file))));
        } catch (JacksonException malformed) {
            return Optional.empty();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * Whether the command line runs the compiler over this file and so over nothing: {@code tsc} without {@code -b}
     * ends well on {@code "files": []} when there are references, and follows none of them.
     */
    boolean isCompiledToNothingBy(String line) {
        boolean onlyReferences = json.path("files").isArray()
                && json.path("files").isEmpty()
                && !json.has("include")
                && !json.path("references").isEmpty();
        return onlyReferences
                && COMPILER.matcher(line).find()
                && !BUILDS_OR_NAMES_A_PROJECT.matcher(line).find();
    }
}
