package com.pmerit.d4.database.backup;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Files and directories that only their owner can open, where the file system knows owners. */
final class PrivateFiles {
    private PrivateFiles() {}

    static Path newDirectory(Path directory) throws IOException {
        Path parent = Files.createDirectories(directory.toAbsolutePath().resolveSibling(""));
        return Files.createDirectory(directory, attributes(parent, "rwx------"));
    }

    /** A new file to write text into; one of this name must not exist. */
    static Writer newFile(Path file) throws IOException {
        return new OutputStreamWriter(
                Channels.newOutputStream(Files.newByteChannel(
                        file,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        attributes(file.toAbsolutePath().resolveSibling(""), "rw-------"))),
                StandardCharsets.UTF_8);
    }

    static void deleteTree(Path directory) throws IOException {
        if (Files.exists(directory)) {
            List<Path> all;
            try (Stream<Path> walk = Files.walk(directory)) {
                all = walk.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path each : all) {
                Files.delete(each);
            }
        }
    }

    private static FileAttribute<?>[] attributes(Path parent, String permissions) throws IOException {
        return Files.getFileStore(parent).supportsFileAttributeView("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
