package com.pmerit.d4.report;

import com.pmerit.d4.gate.ChecklistResult;
import com.pmerit.d4.gate.GateResult;
import com.pmerit.d4.gate.Verdict;
import com.pmerit.d4.release.Outcome;
import com.pmerit.d4.release.ReleaseResult.Ran;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reports of the kinds that users meet, with what the product puts into them. */
final class Reports {
    static final String VERSION = Steps.VERSION;
    private static final String COMMIT = "4be1c07d5a9e2f8836b1c4d7e0a3f6b9c2d5e8f1";
    private static final Instant STARTED = Instant.parse("2026-02-17T10:15:30.123Z");

    private Reports() {}

    static Report passedChecklist() {
        return checklist(Outcome.DONE, gates());
    }

    static Report failedChecklist() {
        List<GateResult> gates = new ArrayList<>(gates());
        gates.set(
                1,
                gate(
                        "tests",
                        "All tests pass",
                        new Verdict.Failed(
                                "products/aixord-router-worker: 3 of 142 tests failed",
                                List.of(
                                        "auth.test.ts > rejects an expired token",
                                        "auth.test.ts > rejects a token of another tenant",
                                        "billing.test.ts > verifies the signature of a webhook"),
                                "npm run test:run in products/aixord-router-worker"),
                        8412));
        gates.set(
                2,
                gate(
                        "types",
                        "TypeScript compiles",
                        new Verdict.Skipped("every package is declared to be plain JavaScript"),
                        0));
        gates.set(
                3,
                gate(
                        "clean-tree",
                        "No uncommitted changes",
                        new Verdict.Failed(
                                "1 changed and 1 untracked files in the repository",
                                List.of("M  products/aixord-router-worker/src/index.ts", "?? notes.txt"),
                                "git add -A && git commit, or git stash -u"),
                        40));
        gates.set(
                5,
                gate(
                        "staging-first",
                        "Deployed to staging and smoke-tested first",
                        new Verdict.Failed(
                                "staging runs code 9a1c00de77aa, this is code e8316333ba4f",
                                "mvn deploy -Pstaging   (then run this again)"),
                        612));
        return checklist(Outcome.GATE_FAILED, gates);
    }

    /** Released although the tree was not clean, with a reason. */
    static Report overriddenChecklist() {
        List<GateResult> gates = new ArrayList<>(gates());
        gates.set(
                3,
                gate(
                        "clean-tree",
                        "No uncommitted changes",
                        new Verdict.Overridden(
                                "incident 17: only notes are uncommitted",
                                new Verdict.Failed(
                                        "1 changed and 1 untracked files in the repository",
                                        List.of("M  README.md", "?? notes.txt"),
                                        "git add -A && git commit, or git stash -u")),
                        40));
        return checklist(Outcome.DONE, gates);
    }

    static Report release() {
        return ended(
                subject("d4:deploy", "production"),
                31_240,
                Outcome.DONE,
                Optional.of(new ChecklistResult(gates())),
                Steps.release(),
                List.of(smoke("smoke", true)),
                List.of(running(VERSION)),
                Optional.of(back("production", Steps.ANCHOR)));
    }

    /** The same as a build shows it that has shown its checklist already. */
    static Report releaseAfterItsChecklist() {
        Report whole = release();
        return ended(
                whole.subject(),
                31_240,
                whole.outcome(),
                Optional.empty(),
                whole.steps(),
                whole.smokes(),
                whole.live(),
                whole.undo());
    }

    /** An undo that somebody asked for. */
    static Report rollback() {
        return ended(
                subject("d4:rollback", "production"),
                18_400,
                Outcome.DONE,
                Optional.empty(),
                Steps.rollback(),
                List.of(smoke("smoke", true)),
                List.of(running(Steps.ANCHOR)),
                Optional.of(back("production", VERSION)));
    }

    /** Users met a version that was not well, and meet the one from before again. */
    static Report takenBackRelease() {
        return ended(
                subject("d4:deploy", "production"),
                48_700,
                Outcome.ROLLED_BACK,
                Optional.of(new ChecklistResult(gates())),
                Steps.takenBack(),
                List.of(smoke("smoke", false)),
                List.of(
                        running(Steps.ANCHOR),
                        new Fact("database", "2 migrations stay applied: 0047_quotas.sql to 0048_limits.sql")),
                Optional.empty());
    }

    static Report stoppedRelease() {
        return ended(
                subject("d4:deploy", "staging"),
                19_050,
                Outcome.ABORTED_SAFE,
                Optional.of(new ChecklistResult(gatesOfStaging())),
                Steps.stoppedBeforeUsers(),
                List.of(smoke("smoke-new", false)),
                List.of(
                        running(Steps.ANCHOR),
                        new Fact("database", "2 migrations stay applied: 0047_quotas.sql to 0048_limits.sql")),
                Optional.empty());
    }

    /** The database refused a file, before anything was uploaded. */
    static Report failedMigration() {
        return ended(
                subject("d4:deploy", "staging"),
                9_050,
                Outcome.ABORTED_SAFE,
                Optional.of(new ChecklistResult(gatesOfStaging())),
                Steps.stoppedAtAMigration(),
                List.of(),
                List.of(running(Steps.ANCHOR), new Fact("database", "0047_quotas.sql stays applied")),
                Optional.empty());
    }

    /** The release that a checklist of the same build led to. */
    static Report releaseAfter(Report checklist) {
        return releaseAt(checklist.started().plusSeconds(9));
    }

    static Report releaseBefore(Report checklist) {
        return releaseAt(checklist.started().minusSeconds(9));
    }

    private static Report releaseAt(Instant started) {
        Report release = release();
        return new Report(
                release.subject(),
                started,
                release.duration(),
                release.outcome(),
                release.checklist(),
                release.steps(),
                release.smokes(),
                release.live(),
                release.next(),
                release.undo());
    }

    static Report withGates(List<GateResult> gates) {
        return checklist(Outcome.GATE_FAILED, gates);
    }

    static GateResult gate(String id, String title, Verdict verdict, long millis) {
        return new GateResult(id, title, verdict, Duration.ofMillis(millis));
    }

    static Report checklist(Outcome outcome, List<GateResult> gates) {
        return ended(
                subject("d4:check", "production"),
                8_460,
                outcome,
                Optional.of(new ChecklistResult(gates)),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty());
    }

    /** What is typed next is told of what fell short, as it is by every goal. */
    private static Report ended(
            Subject subject,
            long millis,
            Outcome outcome,
            Optional<ChecklistResult> checklist,
            List<Ran> steps,
            List<SmokeEvidence> smokes,
            List<Fact> live,
            Optional<String> undo) {
        boolean well = outcome == Outcome.DONE || outcome == Outcome.NOOP;
        String again = subject.goal().equals("d4:check") ? "verify" : "deploy";
        String next = "mvn " + again + " -P" + subject.environment().orElseThrow() + " -Dd4.sandbox";
        return new Report(
                subject,
                STARTED,
                Duration.ofMillis(millis),
                outcome,
                checklist,
                steps,
                smokes,
                live,
                well ? Optional.empty() : Optional.of(next),
                undo);
    }

    /** A checklist before production, in its order. */
    private static List<GateResult> gates() {
        return List.of(
                gate(
                        "lint",
                        "D1 migrations hold nothing that loses data or fails",
                        new Verdict.Passed("48 files, 190 statements: nothing found, 1 waived"),
                        3_900),
                gate("tests", "All tests pass", new Verdict.Passed("142 tests in 2 packages"), 8412),
                gate("types", "TypeScript compiles", new Verdict.Passed("2 packages without type errors"), 3120),
                gate(
                        "clean-tree",
                        "No uncommitted changes",
                        new Verdict.Passed("the repository is clean at 4be1c07d5"),
                        40),
                gate(
                        "ancestry",
                        "HEAD descends from what is live",
                        new Verdict.Passed("HEAD 4be1c07d5 descends from 77ab12cd5, which production runs"),
                        130),
                gate(
                        "staging-first",
                        "Deployed to staging and smoke-tested first",
                        new Verdict.Passed(
                                "staging runs code e8316333ba4f; /health answered rightly 5 times in a row, as"
                                        + " version 33cc44dd-9d1e-4b0a-8f6d-2c4e6a8b0d1f (the answers name their version)"),
                        5_200),
                gate(
                        "migrations",
                        "D1 migrations applied to staging first",
                        new Verdict.Passed("48 of 48 applied to staging; production ends in its schema, 70 tables"),
                        1_900),
                gate(
                        "rehearsal",
                        "Pending D1 migrations lose no rows and fail on none",
                        new Verdict.Passed("2 files, 4 statements rehearsed: no rows lost, nothing fails"),
                        2_100),
                gate(
                        "tag",
                        "The release is tagged",
                        new Verdict.Passed("v1.4.0 is free and will be put on 4be1c07d5 after success"),
                        20),
                gate(
                        "bindings",
                        "POM, wrangler config and live Worker agree",
                        new Verdict.Warned(
                                "7 bindings, as live; the routes of the wrangler config are not published by d4",
                                List.of(),
                                "after a change of routes: npx wrangler triggers deploy"),
                        310),
                gate(
                        "secrets",
                        "Every named secret is set",
                        new Verdict.Passed("12 of 12 set on aixord-router-worker"),
                        151),
                gate(
                        "site",
                        "The built site is fit to publish",
                        new Verdict.Passed("3 files, 2.9 KiB, content 5b20647fdc33"),
                        900));
    }

    /** One before the first environment: what asks the environment before it is skipped. */
    private static List<GateResult> gatesOfStaging() {
        List<GateResult> gates = new ArrayList<>(gates());
        gates.set(
                5,
                gate(
                        "staging-first",
                        "Deployed to staging and smoke-tested first",
                        new Verdict.Skipped("staging comes after no other environment"),
                        0));
        gates.set(
                6,
                gate("migrations", "D1 migrations are readable", new Verdict.Passed("46 applied, 2 to apply"), 1_100));
        gates.set(
                8, gate("tag", "The release is tagged", new Verdict.Skipped("only a production release is tagged"), 0));
        return gates;
    }

    private static Fact running(String version) {
        return new Fact("worker", "aixord-router-worker runs version " + version);
    }

    private static String back(String environment, String version) {
        return "mvn d4:rollback -Dd4.environment=" + environment + " -Dd4.version=" + version + " -Dd4.sandbox";
    }

    private static Subject subject(String goal, String environment) {
        return new Subject(goal, "d4-chat 1.4.0", Optional.of(environment), true, Optional.of(COMMIT));
    }

    private static SmokeEvidence smoke(String step, boolean passed) {
        return new SmokeEvidence(
                step,
                "https://aixord-router-worker.peoplemerit.workers.dev/health",
                passed,
                passed
                        ? "/health answered rightly 5 times in a row, as version " + VERSION
                        : "\"status\" is \"degraded\"",
                List.of("+0.0 s  200 in 12 ms"),
                "the answers name their version",
                "0".repeat(64),
                passed ? Optional.empty() : Optional.of("mend it"),
                Duration.ofMillis(4020));
    }
}
