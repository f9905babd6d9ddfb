package com.pmerit.d4.assets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileStampTest {
    private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2026-02-17T10:15:30Z"));

    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(directory.resolve("index.html"), "<h1>one</h1>");
        Files.setLastModifiedTime(file, LONG_AGO);
    }

    @Test
    void isStillThatOfAFileThatNobodyWroteTo() throws IOException {
        assertThat(FileStamp.of(file).isStillThatOf(file)).isTrue();
    }

    @Test
    void tellsAnotherTextOfTheSameLength() throws IOException {
        FileStamp stamp = FileStamp.of(file);
        Files.writeString(file, "<h1>two</h1>");

        assertThat(stamp.isStillThatOf(file)).isFalse();
    }

    @Test
    void tellsAnotherLengthAtTheSameTime() throws IOException {
        FileStamp stamp = FileStamp.of(file);
        Files.writeString(file, "<h1>three</h1>");
        Files.setLastModifiedTime(file, LONG_AGO);

        assertThat(stamp.isStillThatOf(file)).isFalse();
    }

    @Test
    void tellsAnotherFileOfTheSameTimeInItsPlace() throws IOException {
        FileStamp stamp = FileStamp.of(file);
        Path other = Files.writeString(directory.resolve("other"), "<h1>two</h1>");
        Files.setLastModifiedTime(other, LONG_AGO);
        Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);

        assertThat(stamp.isStillThatOf(file)).isFalse();
    }

    @Test
    void trustsNoFileThatWasWrittenJustBeforeItWasRead() throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now()));

        assertThat(FileStamp.of(file).isStillThatOf(file)).isFalse();
        assertThat(FileStamp.none().isStillThatOf(file)).isFalse();
    }
}
