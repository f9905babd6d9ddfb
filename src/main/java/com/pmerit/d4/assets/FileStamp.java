package com.pmerit.d4.assets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How the system described a file just before it was read, so that it need not be read again to know that nobody has written to it
 * since. As git does with its index, no stamp is trusted that was taken so soon after a writing that another one may bear the same time.
 *
 * @param seen the description; empty when it is not to be trusted
 */
public record FileStamp(Optional<Description> seen) {
    /** File systems tell the time of a writing by two seconds and less (FAT). */
    private static final Duration COARSEST = Duration.ofSeconds(2);

    /**
     * What another writing changes.
     *
     * @param bytes its size
     * @param written when its bytes were last written
     * @param key which file it is, where the system tells: another one may have taken its name
     */
    public record Description(long bytes, Instant written, Optional<Object> key) {
        private static Description of(Path file) throws IOException {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Description(
                    attributes.size(),
                    attributes.lastModifiedTime().toInstant(),
                    Optional.ofNullable(attributes.fileKey()));
        }
    }

    /** That of a file which is about to be read. */
    static FileStamp of(Path file) throws IOException {
        Instant now = Instant.now();
        return new FileStamp(
                Optional.of(Description.of(file)).filter(seen -> seen.written().isBefore(now.minus(COARSEST))));
    }

    /** That of a file of which nothing is known: it has to be read. */
    public static FileStamp none() {
        return new FileStamp(Optional.empty());
    }

    /** Whether the file is surely as it was; {@code false} says nothing. */
    boolean isStillThatOf(Path file) throws IOException {
        return seen.isPresent() && seen.get().equals(Description.of(file));
    }
}
