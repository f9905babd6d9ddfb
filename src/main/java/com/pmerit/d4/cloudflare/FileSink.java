package com.pmerit.d4.cloudflare;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;

/** Takes an answer's body into a file that only appears when all of it is there. */
final class FileSink {
    private final Path target;
    private final long mostBytes;

    FileSink(Path target, long mostBytes) {
        this.target = target;
        this.mostBytes = mostBytes;
    }

    Attempt read(ClassicHttpResponse response, RawAnswer.Head head) {
        RawAnswer answer = new RawAnswer(response.getCode(), head, new byte[0]);
        Path part = part();
        try {
            HttpEntity entity = response.getEntity();
            return entity == null
                    ? new Attempt.Cut(answer, "it is empty", false)
                    : copied(entity.getContent(), part, answer);
        } catch (IOException cut) {
            return new Attempt.Cut(answer, "it broke off (" + Trouble.of(cut) + ")", false);
        } finally {
            delete(part);
        }
    }

    private Attempt copied(InputStream body, Path part, RawAnswer answer) throws IOException {
        long total = 0;
        byte[] buffer = new byte[64 * 1024];
        try (OutputStream out = open(part)) {
            for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
                total += count;
                if (total > mostBytes) {
                    return new Attempt.Cut(answer, "it is larger than " + mostBytes + " bytes", true);
                }
                write(out, buffer, count);
            }
        }
        move(part);
        return new Attempt.Answered(answer);
    }

    private Path part() {
        Path directory = target.toAbsolutePath().getParent();
        try {
            return Files.createTempFile(directory, ".d4-", ".part");
        } catch (IOException problem) {
            throw new UncheckedIOException("Cannot write into " + directory, problem);
        }
    }

    private static OutputStream open(Path part) {
        try {
            return Files.newOutputStream(part);
        } catch (IOException problem) {
            throw new UncheckedIOException("Cannot write " + part, problem);
        }
    }

    // A full disk is not a broken connection: it must not be tried again.
    private void write(OutputStream out, byte[] buffer, int count) {
        try {
            out.write(buffer, 0, count);
        } catch (IOException problem) {
            throw new UncheckedIOException("Cannot write " + target, problem);
        }
    }

    private void move(Path part) {
        try {
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException problem) {
            throw new UncheckedIOException("Cannot write " + target, problem);
        }
    }

    private static void delete(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException problem) {
            throw new UncheckedIOException("Cannot delete " + part, problem);
        }
    }
}
