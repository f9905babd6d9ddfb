package com.pmerit.d4.release;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Writes files that are there whole or not at all: each is written beside its place, forced to the disk and then moved there
 * in one go.
 */
public final class WholeFile {
    private WholeFile() {}

    /**
     * Writes a file over an earlier one of its name.
     *
     * @throws IOException when that cannot be done; the earlier one stands then
     */
    public static void write(Path file, byte[] content) throws IOException {
        // Not a temporary file of the JDK's: those can be read by their owner only, and so could what is made of them.
        Path unfinished = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + ".unfinished");
        try {
            try (FileChannel channel =
                    FileChannel.open(unfinished, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                ByteBuffer rest = ByteBuffer.wrap(content);
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
                channel.force(true);
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }
}
