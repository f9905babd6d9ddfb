package com.pmerit.d4.sandbox.state;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.List;

/**
 * Writes files so that a kill of this process leaves either the old content or the new one. As with the databases beside them,
 * nothing waits for the disk: what the death of the machine leaves is not promised.
 */
final class WholeFile {
    private WholeFile() {}

    static void write(Path file, byte[] content, FileAttribute<?>... attributes) throws IOException {
        write(file, List.of(content), attributes);
    }

    /** Writes parts one behind the other. */
    static void write(Path file, List<byte[]> parts, FileAttribute<?>... attributes) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        if (directory == null) {
            throw new IOException(file + " has no parent directory");
        }
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory);
        }
        Path draft = Files.createTempFile(directory, "." + file.getFileName(), ".tmp", attributes);
        try {
            try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                for (byte[] part : parts) {
                    ByteBuffer rest = ByteBuffer.wrap(part);
                    while (rest.hasRemaining()) {
                        channel.write(rest);
                    }
                }
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}
