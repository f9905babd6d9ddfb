package com.pmerit.d4.report;

import com.pmerit.d4.release.Anchor;
import com.pmerit.d4.release.Phase;
import com.pmerit.d4.release.ReleaseMessage;
import com.pmerit.d4.release.Run;
import com.pmerit.d4.report.EnvironmentStatus.DatabaseStatus;
import com.pmerit.d4.report.EnvironmentStatus.MigrationCounts;
import com.pmerit.d4.report.EnvironmentStatus.RecordStatus;
import com.pmerit.d4.report.EnvironmentStatus.RecordedSmoke;
import com.pmerit.d4.report.EnvironmentStatus.WaitingCommits;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Environments of the kinds that users meet. */
final class Statuses {
    static final Instant NOW = Instant.parse("2026-02-17T10:15:30Z");
    private static final String COMMIT = "4be1c07d5a9e2f8836b1c4d7e0a3f6b9c2d5e8f1";
    private static final String OTHER = "11aa2233-9d1e-4b0a-8f6d-2c4e6a8b0d1f";

    private Statuses() {}

    static StatusReport report(EnvironmentStatus... environments) {
        Subject subject = new Subject("d4:status", "d4-chat 1.4.0", Optional.empty(), false, Optional.of(COMMIT));
        return new StatusReport(subject, NOW, List.of(environments));
    }

    /** Staging with something in each row that asks for attention. */
    static EnvironmentStatus busy(String name) {
        return new EnvironmentStatus(
                name,
                "router-" + name,
                new Seen.Read<>(new LiveStatus.Serving(
                        Reports.VERSION,
                        Optional.of(new ReleaseMessage("1.4.0", COMMIT)),
                        Instant.parse("2026-02-17T07:00:00Z"),
                        Optional.of("mo@example.org"),
                        "d4",
                        List.of(OTHER),
                        12)),
                List.of(new DatabaseStatus(
                        "aixord-db",
                        new Seen.Read<>(new MigrationCounts(46, List.of("0047_quotas.sql"), List.of("0012_old.sql"))))),
                Optional.of(new Seen.Read<>(new RecordStatus(
                        Optional.of(new RecordedSmoke(
                                Optional.of(Instant.parse("2026-02-17T07:01:00Z")),
                                Optional.of(Reports.VERSION),
                                "0".repeat(64))),
                        Optional.of(openRun(name)),
                        List.of("run-17")))),
                new Seen.Read<>(new WaitingCommits(3, List.of("5ce1c07 Sell gloves", "6ce1c07 Sell hats"), 1)));
    }

    static EnvironmentStatus calm(String name) {
        return new EnvironmentStatus(
                name,
                "router-" + name,
                new Seen.Read<>(new LiveStatus.Serving(
                        Reports.VERSION,
                        Optional.of(new ReleaseMessage("1.4.0", COMMIT)),
                        Instant.parse("2026-02-12T07:00:00Z"),
                        Optional.of("mo@example.org"),
                        "d4",
                        List.of(),
                        12)),
                List.of(new DatabaseStatus(
                        "aixord-db", new Seen.Read<>(new MigrationCounts(47, List.of(), List.of())))),
                Optional.of(new Seen.Read<>(new RecordStatus(Optional.empty(), Optional.empty(), List.of()))),
                new Seen.Read<>(new WaitingCommits(0, List.of(), 0)));
    }

    static EnvironmentStatus split() {
        return new EnvironmentStatus(
                "canary",
                "router-canary",
                new Seen.Read<>(new LiveStatus.Split(
                        List.of(Reports.VERSION + " at 90 %", OTHER + " at 10 %"),
                        Instant.parse("2026-02-17T10:10:00Z"),
                        Optional.empty(),
                        "dashboard")),
                List.of(new DatabaseStatus("aixord-db", new Seen.Unreadable<>("no answer in time"))),
                Optional.empty(),
                new Seen.Unreadable<>("traffic is split, so no one commit is live"));
    }

    static EnvironmentStatus nothing() {
        return new EnvironmentStatus(
                "preview",
                "router-preview",
                new Seen.Read<>(new LiveStatus.Nothing()),
                List.of(),
                Optional.of(new Seen.Unreadable<>("no answer in time")),
                new Seen.Unreadable<>("nothing is live"));
    }

    static EnvironmentStatus unreadable() {
        return new EnvironmentStatus(
                "production",
                "router",
                new Seen.Unreadable<>("Cloudflare does not accept the API token"),
                List.of(),
                Optional.empty(),
                new Seen.Unreadable<>("what is live cannot be read"));
    }

    static Run openRun(String environment) {
        return new Run(
                "run-18",
                environment,
                "router-" + environment,
                Optional.of(COMMIT),
                "d".repeat(64),
                "p".repeat(64),
                "ci@example.org",
                Optional.of(Instant.parse("2026-02-17T10:00:00Z")),
                Phase.SHIFTING,
                Anchor.none(),
                Optional.of(OTHER),
                List.of(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }
}
