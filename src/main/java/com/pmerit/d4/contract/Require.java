package com.pmerit.d4.contract;

import java.nio.file.Path;

/** What the records of this room ask of their parts; a breach is a bug, for the reader has told people's faults before. */
final class Require {
    private Require() {}

    static void text(String what, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException("An empty " + what);
        }
    }

    static void absolute(Path path) {
        if (!path.isAbsolute()) {
            throw new IllegalArgumentException("A path that is not absolute: " + path);
        }
    }
}
