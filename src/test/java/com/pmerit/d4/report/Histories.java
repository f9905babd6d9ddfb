package com.pmerit.d4.report;

import com.pmerit.d4.release.HistoryEntry;
import com.pmerit.d4.release.HistoryEntry.Kind;
import com.pmerit.d4.release.Outcome;
import com.pmerit.d4.release.ReleaseMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Histories of the kinds that users meet. */
final class Histories {
    private static final Instant NEWEST = Instant.parse("2026-02-17T09:00:00Z");

    private Histories() {}

    static HistoryReport report(List<HistoryEntry> entries, Optional<String> gap) {
        Subject subject =
                new Subject("d4:history", "d4-chat 1.4.0", Optional.of("production"), false, Optional.empty());
        return new HistoryReport(subject, Statuses.NOW, entries, gap);
    }

    /** Something of each kind. */
    static List<HistoryEntry> eventful() {
        return List.of(
                new HistoryEntry(
                        NEWEST,
                        Kind.RELEASE,
                        Optional.of(Reports.VERSION),
                        Optional.of(new ReleaseMessage("1.4.0", "4be1c07d5")),
                        Optional.of("mo@example.org"),
                        "d4",
                        3,
                        Optional.of(Statuses.openRun("production"))),
                new HistoryEntry(
                        NEWEST.minus(Duration.ofHours(5)),
                        Kind.SECRETS,
                        Optional.of("11aa2233-9d1e-4b0a-8f6d-2c4e6a8b0d1f"),
                        Optional.empty(),
                        Optional.of("jo@example.org"),
                        "wrangler",
                        12,
                        Optional.empty()),
                new HistoryEntry(
                        NEWEST.minus(Duration.ofDays(3)),
                        Kind.SPLIT,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        "dashboard",
                        1,
                        Optional.empty()),
                new HistoryEntry(
                        NEWEST.minus(Duration.ofDays(40)),
                        Kind.ROLLBACK,
                        Optional.of("22aa2233-9d1e-4b0a-8f6d-2c4e6a8b0d1f"),
                        Optional.empty(),
                        Optional.of("ci@example.org"),
                        "d4",
                        0,
                        Optional.of(Statuses.openRun("production").ended(Outcome.DONE, "back on what worked"))));
    }

    static List<HistoryEntry> many(int count) {
        List<HistoryEntry> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            entries.addAll(eventful().subList(0, 1));
        }
        return entries;
    }
}
