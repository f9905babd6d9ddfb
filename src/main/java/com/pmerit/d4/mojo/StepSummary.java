package com.pmerit.d4.mojo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The file that GitHub Actions shows as the summary of a job's step. What cannot be written there is told once a build and stops
 * nothing: all of it stands in {@code target/d4}, too.
 */
final class StepSummary {
    /** Names the file; GitHub sets it. */
    private static final String VARIABLE = "GITHUB_STEP_SUMMARY";

    /** GitHub shows nothing of a step that wrote more. */
    private static final long MOST_BYTES = 1L << 20;

    private static final String TOLD = "com.pmerit.d4.summary";

    private final Optional<String> file;
    private final Map<Object, Object> context;
    private final Consumer<String> warn;

    /**
     * Takes the place of the file.
     *
     * @param environment the build's own
     * @param context lives as long as the build
     * @param warn tells a person
     */
    StepSummary(Map<String, String> environment, Map<Object, Object> context, Consumer<String> warn) {
        this.file = Optional.ofNullable(environment.get(VARIABLE)).filter(path -> !path.isBlank());
        this.context = context;
        this.warn = warn;
    }

    /** Adds a text behind what stands there. */
    void append(String markdown) {
        file.ifPresent(path -> append(path, markdown.getBytes(StandardCharsets.UTF_8)));
    }

    private void append(String path, byte[] text) {
        try {
            Path place = Path.of(path);
            long before = Files.exists(place) ? Files.size(place) : 0;
            if (before + text.length > MOST_BYTES) {
                tell("it would be longer than GitHub shows");
                return;
            }
            Files.write(place, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (InvalidPathException noPath) {
            tell("it names no file");
        } catch (IOException unwritable) {
            tell(unwritable.toString());
        }
    }

    private void tell(String why) {
        if (context.put(TOLD, true) == null) {
            warn.accept("the summary in " + VARIABLE + " cannot be written: " + why
                    + "; what it would say stands in target/d4");
        }
    }
}
