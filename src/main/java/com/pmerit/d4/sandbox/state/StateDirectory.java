package com.pmerit.d4.sandbox.state;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/**
 * The directory of one sandbox's state: ignored by git, used by one process at a time, with the API token in a file that only its
 * owner may read.
 */
public final class StateDirectory implements AutoCloseable {
    private static final String TOKEN = "token";
    private static final String RUNNING = "running.json";
    private static final int TOKEN_BYTES = 30;

    private final Path directory;
    private final FileChannel lockFile;

    private StateDirectory(Path directory, FileChannel lockFile) {
        this.directory = directory;
        this.lockFile = lockFile;
    }

    /**
     * What is known of the process that uses a state directory.
     *
     * @param pid its process id
     * @param apiBase the API's base URL
     * @param front the base URL at which Workers answer
     */
    public record Running(long pid, String apiBase, String front) {}

    /**
     * Takes the directory for this process.
     *
     * @throws IOException when another sandbox uses it, or it cannot be written
     */
    public static StateDirectory take(Path directory) throws IOException {
        Files.createDirectories(directory);
        FileChannel channel =
                FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (lock(channel).isEmpty()) {
            channel.close();
            throw new IOException("the embedded Cloudflare's state in " + directory + " is in use by "
                    + running(directory)
                            .map(other -> "process " + other.pid() + " at " + other.apiBase())
                            .orElse("another process")
                    + "; stop that one first, or choose another directory");
        }
        Files.writeString(directory.resolve(".gitignore"), "*\n");
        Files.deleteIfExists(directory.resolve(RUNNING));
        return new StateDirectory(directory, channel);
    }

    /** Who says to use a directory; a process that was killed may have left that behind. */
    public static Optional<Running> running(Path directory) throws IOException {
        return new JsonFile<>(directory.resolve(RUNNING), Running.class).load();
    }

    /** The token of a directory's sandbox, empty when there has never been one. */
    public static Optional<String> token(Path directory) throws IOException {
        Path file = directory.resolve(TOKEN);
        return Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
    }

    /** Where the state is. */
    public Path path() {
        return directory;
    }

    /** The token of this sandbox, made at its first start and kept. */
    public String token() throws IOException {
        Optional<String> kept = token(directory);
        if (kept.isPresent() && !kept.get().isEmpty()) {
            return kept.get();
        }
        byte[] random = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(random);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        WholeFile.write(directory.resolve(TOKEN), (token + "\n").getBytes(StandardCharsets.UTF_8), ownerOnly());
        return token;
    }

    /** Tells other processes where this sandbox answers. */
    public void announce(Running running) throws IOException {
        new JsonFile<>(directory.resolve(RUNNING), Running.class).save(running);
    }

    /** Gives the directory free. */
    @Override
    public void close() throws IOException {
        Files.deleteIfExists(directory.resolve(RUNNING));
        lockFile.close();
    }

    private static Optional<FileLock> lock(FileChannel channel) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException heldByThisProcess) {
            return Optional.empty();
        }
    }

    private FileAttribute<?>[] ownerOnly() {
        boolean posix = directory.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
