package com.pmerit.d4.sandbox.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * What Workers print: one file of at most {@value #LIMIT} bytes, and the one before it with the ending {@code .1}. Safe for use by
 * several threads.
 */
final class WorkerLog {
    private static final long LIMIT = 1024 * 1024;

    private final Path file;

    WorkerLog(Path file) {
        this.file = file;
    }

    /** Adds a line that holds no secret any more. */
    synchronized void add(String line) throws IOException {
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        Files.createDirectories(file.toAbsolutePath().getParent());
        if (Files.exists(file) && Files.size(file) + bytes.length > LIMIT) {
            Files.move(file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
        Files.write(file, bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
