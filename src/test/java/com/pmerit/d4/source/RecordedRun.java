package com.pmerit.d4.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.pmerit.d4.tool.Output;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** Outputs that were recorded from the real runners: vitest 3, jest 30, mocha 11, ava, tap 16 and 21, tape, Node 20. */
final class RecordedRun {
    private RecordedRun() {}

    /** The output of the run in the resource {@code runs/NAME.txt}, colours included. */
    static Output of(String name) {
        try (InputStream file = RecordedRun.class.getResourceAsStream("runs/" + name + ".txt")) {
            return new Output(new String(Objects.requireNonNull(file, name).readAllBytes(), UTF_8), false);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
