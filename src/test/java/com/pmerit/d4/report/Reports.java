package com.pmerit.d4.report;

import com.pmerit.d4.gate.ChecklistResult;
import com.pmerit.d4.gate.GateResult;
import com.pmerit.d4.gate.Verdict;
import com.pmerit.d4.release.Outcome;
import com.pmerit.d4.release.Progress;
import com.pmerit.d4.release.ReleaseResult.Ran;
import com.pmerit.d4.release.StepResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reports of the kinds that users meet. */
final class Reports {
    static final String VERSION = "7f3b8c52-9d1e-4b0a-8f6d-2c4e6a8b0d1f";
    private static final String COMMIT = "4be1c07d5a9e2f8836b1c4d7e0a3f6b9c2d5e8f1";
    private static final Instant STARTED = Instant.parse("2026-02-17T10:15:30.123Z");

    private Reports() {}

    static Report passedChecklist() {
        return checklist(Outcome.DONE, gates(), Optional.of("mvn deploy -Pproduction"));
    }

    static Report failedChecklist() {
        return checklist(
                Outcome.GATE_FAILED,
                List.of(
                        gate(
                                "tests",
                                "All tests pass",
                                new Verdict.Failed(
                                        "3 of 142 tests fail in products/aixord-router-worker",
                                        List.of(
                                                "auth.test.ts > rejects an expired token",
                                                "auth.test.ts > rejects a token of another tenant",
                                                "billing.test.ts > verifies the signature of a webhook"),
                                        "npm run test:run in products/aixord-router-worker"),
                                8412),
                        gate("types", "TypeScript compiles", new Verdict.Passed("tsc -b in 2 packages"), 3120),
                        gate(
                                "clean-tree",
                                "No uncommitted changes",
                                new Verdict.Failed(
                                        "2 files are not committed",
                                        List.of("M  products/aixord-router-worker/src/index.ts", "?? notes.txt"),
                                        "git add -A && git commit, or git stash"),
                                40),
                        gate(
                                "staging-first",
                                "Staging deployed and smoke-tested first",
                                new Verdict.Failed(
                                        "staging runs code 9a1c, not the code in hand (f00d), since 2026-02-16 18:02"
                                                + " UTC by ci@example.com",
                                        "mvn deploy -Pstaging"),
                                612),
                        gate(
                                "migrations",
                                "D1 migrations applied to staging before production",
                                new Verdict.Passed("46 of 46 files are applied to staging"),
                                233),
                        gate(
                                "tag",
                                "Tag release",
                                new Verdict.Warned(
                                        "HEAD has no tag; d4 makes v1.4.0 after success",
                                        List.of(),
                                        "git tag -a v1.4.0 -m \"Release 1.4.0\""),
                                12),
                        gate(
                                "bindings",
                                "POM, wrangler config and live agree",
                                new Verdict.Skipped("no environment"),
                                0),
                        gate("secrets", "Every named secret exists", new Verdict.Passed("12 of 12 secrets"), 151)),
                Optional.empty());
    }

    /** Released although the tree was not clean, with a reason. */
    static Report overriddenChecklist() {
        List<GateResult> gates = new ArrayList<>(gates());
        gates.set(
                2,
                gate(
                        "clean-tree",
                        "No uncommitted changes",
                        new Verdict.Overridden(
                                "incident 17: only notes are uncommitted",
                                new Verdict.Failed(
                                        "2 files are not committed",
                                        List.of("M  README.md", "?? notes.txt"),
                                        "git add -A && git commit, or git stash")),
                        40));
        return checklist(Outcome.DONE, gates, Optional.of("mvn deploy -Pproduction"));
    }

    static Report release() {
        Progress progress = Progress.none();
        return new Report(
                subject("d4:deploy", "production"),
                STARTED,
                Duration.ofMillis(31240),
                Outcome.DONE,
                Optional.of(new ChecklistResult(gates())),
                List.of(
                        step(
                                "observe",
                                "Read what is live",
                                new StepResult.AlreadyDone("version 11aa at 100 %", progress)),
                        step("migrate", "Apply migrations", new StepResult.Done("2 files applied, 46 stood", progress)),
                        step("old-smoke", "The old version lives", new StepResult.Done("5 right answers", progress)),
                        step("upload", "Upload the Worker version", new StepResult.Done("version 7f3b8c52", progress)),
                        step(
                                "preview-smoke",
                                "The new version lives",
                                new StepResult.Done("5 right answers", progress)),
                        step("shift", "Shift traffic", new StepResult.Done("7f3b8c52 at 100 %, was 11aa", progress)),
                        step("public-smoke", "Users meet it", new StepResult.Done("5 right answers", progress)),
                        step("verify", "Read back", new StepResult.AlreadyDone("4 bindings, 12 secrets", progress)),
                        step("triggers", "Set triggers", new StepResult.NotNeeded("no cron triggers")),
                        step("tag", "Tag the release", new StepResult.Done("v1.4.0 on 4be1c07", progress))),
                List.of(smoke(true)),
                List.of(
                        new Fact("worker", "aixord-router-worker: version " + VERSION + " at 100 %"),
                        new Fact("database", "aixord-db: 48 migrations, the last 048_quotas.sql")),
                Optional.empty(),
                Optional.of("mvn d4:rollback -Pproduction -Dd4.version=11aa"));
    }

    /** Users met a version that was not well, and meet the one from before again. */
    static Report takenBackRelease() {
        Progress progress = Progress.none();
        return new Report(
                subject("d4:deploy", "production"),
                STARTED,
                Duration.ofMillis(48_700),
                Outcome.ROLLED_BACK,
                Optional.of(new ChecklistResult(gates())),
                List.of(
                        step("upload", "Upload the Worker version", new StepResult.Done("version 7f3b8c52", progress)),
                        step(
                                "deploy",
                                "Shift all traffic to it",
                                new StepResult.Done("7f3b8c52 at 100 %, was 11aa", progress)),
                        step(
                                "public-smoke",
                                "Users meet it",
                                new StepResult.Failed(
                                        "/health: status 500 where 200 was expected",
                                        List.of("+0.0 s  500 in 9 ms  NEW_BAD", "+1.0 s  500 in 8 ms  NEW_BAD"),
                                        "users meet version 7f3b8c52, which is not well",
                                        "mend the Worker and run mvn deploy -Pproduction again",
                                        StepResult.Aftermath.TAKE_BACK)),
                        step(
                                "anchor-back",
                                "Put the version from before back",
                                new StepResult.Done("11aa at 100 % again", progress)),
                        step(
                                "triggers-back",
                                "Put the triggers from before back",
                                new StepResult.NotNeeded("they stand as before")),
                        step(
                                "anchor-smoke",
                                "Users meet the version from before",
                                new StepResult.Done("5 right answers", progress))),
                List.of(),
                List.of(
                        new Fact("worker", "aixord-router-worker runs version 11aa"),
                        new Fact("database", "048_quotas.sql stays applied")),
                Optional.of("mvn deploy -Pproduction"),
                Optional.empty());
    }

    static Report stoppedRelease() {
        return new Report(
                subject("d4:deploy", "staging"),
                STARTED,
                Duration.ofMillis(9050),
                Outcome.ABORTED_SAFE,
                Optional.of(new ChecklistResult(gates())),
                List.of(
                        step("upload", "Upload", new StepResult.Done("version 7f3b8c52", Progress.none())),
                        step(
                                "preview-smoke",
                                "The new version lives",
                                new StepResult.Failed(
                                        "/health: JSON \"status\" is \"degraded\" where \"healthy\" was expected",
                                        List.of("+0.0 s  503 in 12 ms  NEW_BAD"),
                                        "users meet version 11aa; 7f3b8c52 is uploaded and takes no traffic",
                                        "mend the Worker and run mvn deploy -Pstaging again",
                                        true))),
                List.of(smoke(false)),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    /** The step after users had met the new version failed, and the old one was put back. */
    static Report takenBack() {
        Report stopped = stoppedRelease();
        return new Report(
                stopped.subject(),
                STARTED,
                stopped.duration(),
                Outcome.ROLLED_BACK,
                stopped.checklist(),
                List.of(step(
                        "public-smoke",
                        "Users meet it",
                        new StepResult.Failed("/health is red", List.of(), "users meet 11aa again", "mend it", false))),
                List.of(),
                List.of(),
                Optional.empty(),
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
        return checklist(Outcome.GATE_FAILED, gates, Optional.empty());
    }

    static GateResult gate(String id, String title, Verdict verdict, long millis) {
        return new GateResult(id, title, verdict, Duration.ofMillis(millis));
    }

    static Report checklist(Outcome outcome, List<GateResult> gates, Optional<String> next) {
        return new Report(
                subject("d4:check", "production"),
                STARTED,
                Duration.ofMillis(8460),
                outcome,
                Optional.of(new ChecklistResult(gates)),
                List.of(),
                List.of(),
                List.of(),
                next,
                Optional.empty());
    }

    private static List<GateResult> gates() {
        return List.of(
                gate("tests", "All tests pass", new Verdict.Passed("142 tests in 2 packages"), 8412),
                gate("types", "TypeScript compiles", new Verdict.Passed("tsc -b in 2 packages"), 3120),
                gate("clean-tree", "No uncommitted changes", new Verdict.Passed("nothing uncommitted"), 40),
                gate(
                        "staging-first",
                        "Staging deployed and smoke-tested first",
                        new Verdict.Passed("staging runs this code, f00d, and is healthy"),
                        612),
                gate("migrations", "Migrations on staging", new Verdict.Passed("46 of 46 files are applied"), 233),
                gate("tag", "Tag release", new Verdict.Skipped("d4 makes v1.4.0 after success"), 0),
                gate(
                        "bindings",
                        "POM, wrangler config and live agree",
                        new Verdict.Warned(
                                "9 agree; live has a variable more: DEBUG",
                                List.of(),
                                "add DEBUG to <vars>, or delete it in the dashboard"),
                        310),
                gate("secrets", "Every named secret exists", new Verdict.Passed("12 of 12 secrets"), 151));
    }

    private static Subject subject(String goal, String environment) {
        return new Subject(goal, "d4-chat 1.4.0", Optional.of(environment), true, Optional.of(COMMIT));
    }

    private static Ran step(String id, String title, StepResult result) {
        return new Ran(id, title, result, Duration.ofMillis(2100));
    }

    private static SmokeEvidence smoke(boolean passed) {
        return new SmokeEvidence(
                passed ? "public-smoke" : "preview-smoke",
                "https://aixord-router-worker.peoplemerit.workers.dev/health",
                passed,
                passed ? "answered rightly 5 times in a row" : "\"status\" is \"degraded\"",
                List.of("+0.0 s  200 in 12 ms"),
                "the answers name their version",
                "0".repeat(64),
                passed ? Optional.empty() : Optional.of("mend it"),
                Duration.ofMillis(4020));
    }
}
