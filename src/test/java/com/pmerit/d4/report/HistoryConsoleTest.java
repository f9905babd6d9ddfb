package com.pmerit.d4.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

final class HistoryConsoleTest {
    private static final int COLUMNS = 100;

    @Test
    void saysThatNothingEverHappened() {
        assertThat(lines(Histories.report(List.of(), Optional.empty())))
                .containsExactly("d4:history d4-chat 1.4.0 -> production", "nothing was ever deployed");
    }

    @Test
    void showsALineForEachEntryAndWhatIsMissing() {
        assertThat(lines(Histories.report(Histories.eventful(), Optional.of("the ledger cannot be read: no answer"))))
                .containsExactly(
                        "d4:history d4-chat 1.4.0 -> production",
                        "2026-02-17 09:00  release    7f3b8c52  1.4.0 4be1c07d5, has not ended, by mo@example.org with d4,...",
                        "2026-02-17 04:00  secrets    11aa2233  by jo@example.org with wrangler, 12 deployments",
                        "2026-02-14 09:00  split      -         with dashboard",
                        "2026-01-08 09:00  rollback   22aa2233  4be1c07d, done, by ci@example.org with d4, ledger only",
                        "the ledger cannot be read: no answer",
                        "4 entries, times in UTC; more in target/d4/history.json");
    }

    @Test
    void leavesTheOldestToTheFileWhenThereAreMoreThanFit() {
        List<String> lines = lines(Histories.report(Histories.many(40), Optional.of("a gap")));

        assertThat(lines).hasSize(Console.MOST_LINES);
        assertThat(lines.get(lines.size() - 1))
                .isEqualTo("22 of 40 entries, times in UTC; all of them in target/d4/history.json");
    }

    @Test
    void masksBeforeItCuts() {
        HistoryReport report = Histories.report(Histories.eventful(), Optional.empty());

        List<String> lines =
                new HistoryConsole(80, text -> text.replace("has not ended, by mo@example.org", "***")).lines(report);

        assertThat(lines.get(1)).contains("***").doesNotContain("mo@");
    }

    private static List<String> lines(HistoryReport report) {
        return new HistoryConsole(COLUMNS, UnaryOperator.identity()).lines(report);
    }
}
