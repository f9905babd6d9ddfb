package com.pmerit.d4.sandbox.d1;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HistoryTest {
    private static final String DATABASE = "11111111-1111-4111-8111-111111111111";
    private static final Instant START = Instant.parse("2026-05-01T10:00:00Z");

    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void writeAFile() throws IOException {
        file = Files.writeString(directory.resolve("database"), "content");
    }

    @Test
    void findsTheStateThatWasPresentAtATime() throws IOException {
        History history = new History(DATABASE, directory.resolve("history"));
        history.note(bookmark(1), file, START);
        history.note(bookmark(2), file, START.plusSeconds(10));

        assertThat(history.at(START.plusSeconds(9)))
                .get()
                .extracting(History.Moment::bookmark)
                .isEqualTo(bookmark(1));
        assertThat(history.at(START.plusSeconds(10)))
                .get()
                .extracting(History.Moment::bookmark)
                .isEqualTo(bookmark(2));
        assertThat(history.at(START.minusSeconds(1))).isEmpty();
    }

    @Test
    void copiesALargeFileOnlyWhenItIsAskedTo() throws IOException {
        History history = new History(DATABASE, directory.resolve("history"), 3);
        history.note(bookmark(1), file, START);

        assertThat(history.find(bookmark(1)))
                .get()
                .extracting(History.Moment::copied)
                .isEqualTo(false);
        history.keep(bookmark(1), file, START.plusSeconds(5));

        assertThat(history.find(bookmark(1)))
                .contains(new History.Moment(
                        bookmark(1),
                        START,
                        directory.resolve("history/00000001-00000001-001777629600000.sqlite"),
                        true));
    }

    @Test
    void forgetsTheOldestFirst() throws IOException {
        History history = new History(DATABASE, directory.resolve("history"));
        for (int change = 1; change <= History.KEPT + 3; change++) {
            history.note(bookmark(change), file, START.plusSeconds(change));
        }

        try (Stream<Path> files = Files.list(directory.resolve("history"))) {
            assertThat(files).hasSize(History.KEPT);
        }
        assertThat(history.find(bookmark(3))).isEmpty();
        assertThat(history.find(bookmark(4))).isPresent();
    }

    private static Bookmark bookmark(int change) {
        return new Bookmark(DATABASE, 1, change);
    }
}
