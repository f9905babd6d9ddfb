package com.pmerit.d4.sandbox.runtime;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
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
    private static final Logger LOGGER = System.getLogger(WorkerLog.class.getName());
    private static final long LIMIT = 1024 * 1024;

    private final Path file;
    private boolean failed;

    WorkerLog(Path file) {
        this.file = file;
    }

    /** Adds a line that holds no secret any more. When the file cannot be written that is said once, and Workers run on. */
    synchronized void add(String line) {
        try {
            append((line + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException failure) {
            if (!failed) {
                failed = true;
                LOGGER.log(Level.WARNING, "what Workers print cannot be written to " + file, failure);
            }
        }
    }

    private void append(byte[] line) throws IOException {
        if (Files.exists(file) && Files.size(file) + line.length > LIMIT) {
            Files.move(file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
        Files.write(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
