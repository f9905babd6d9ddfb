package com.pmerit.d4.report;

import com.pmerit.d4.release.Progress;
import com.pmerit.d4.release.ReleaseResult.Ran;
import com.pmerit.d4.release.StepResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The steps of releases and rollbacks, with the ids, titles and words that the product has for them. */
final class Steps {
    static final String VERSION = "7f3b8c52-9d1e-4b0a-8f6d-2c4e6a8b0d1f";
    static final String ANCHOR = "11aa2233-9d1e-4b0a-8f6d-2c4e6a8b0d1f";
    private static final String RUN = "ea78bee5-29b2-4bd0-b907-7511bc6937c8";
    private static final String SITE = "6c267ddc-3ae2-4c36-b1dd-e264dd252f0a";
    private static final String RIGHTLY = "/health answered rightly 5 times in a row, as version ";

    private Steps() {}

    /** A release with two migrations and a site that went well. */
    static List<Ran> release() {
        List<Ran> steps = new ArrayList<>(untilUsers());
        steps.addAll(List.of(
                already(
                        "smoke",
                        "Smoke-test what users meet",
                        RIGHTLY + VERSION + " (the answers name their version)",
                        4_900),
                already("triggers", "Set workers.dev, schedules, settings", "as the wrangler config says", 420),
                already("verify", "Read back what is live", "as promised: bindings 7, secrets 12", 380),
                done(
                        "site",
                        "Publish the site",
                        "aixord-webapp-ui serves deployment " + SITE + ", commit 4be1c07 at https://aixord.pmerit.com",
                        2_700),
                already(
                        "site-smoke",
                        "Ask the site that users meet",
                        "https://aixord.pmerit.com: answered rightly",
                        800)));
        steps.addAll(end());
        steps.add(
                done("tag", "Tag the release", "v1.4.0 is on this commit; publish it with git push origin v1.4.0", 60));
        return steps;
    }

    /** The old version runs on as the new one was red before any user met it. */
    static List<Ran> stoppedBeforeUsers() {
        List<Ran> steps = new ArrayList<>(untilStaged());
        steps.addAll(List.of(
                failed(
                        "smoke-new",
                        "Smoke-test it before users meet it",
                        "/health: JSON \"status\" is \"degraded\" where \"healthy\" was expected",
                        "users still meet version " + ANCHOR,
                        StepResult.Aftermath.NOTHING),
                done(
                        "anchor-back",
                        "Put the version from before back",
                        "version " + ANCHOR + " alone is deployed again; no user met the other",
                        310),
                notNeeded("triggers-back", "Put the triggers from before back", "no triggers were kept"),
                notNeeded(
                        "smoke-anchor",
                        "Smoke-test what users meet again",
                        "users met the same version all the time")));
        return steps;
    }

    /** The database refused a file. */
    static List<Ran> stoppedAtAMigration() {
        List<Ran> steps = new ArrayList<>(untilMigrations());
        steps.add(new Ran(
                "migrate",
                "Apply D1 migrations",
                new StepResult.Failed(
                        "0048_limits.sql failed on aixord-db-staging: no such column: plan",
                        List.of(),
                        "the Worker is as it was; on aixord-db-staging 0047_quotas.sql stays applied",
                        "mend the file, then run the same command again: it goes on with this file",
                        StepResult.Aftermath.NOTHING),
                Duration.ofMillis(640)));
        return steps;
    }

    /** Users met a version that was not well, and meet the one from before again. */
    static List<Ran> takenBack() {
        List<Ran> steps = new ArrayList<>(untilUsers());
        steps.addAll(List.of(
                failed(
                        "smoke",
                        "Smoke-test what users meet",
                        "/health: status 500 where 200 was expected",
                        "version " + VERSION + " is live and did not pass; before it " + ANCHOR + " was",
                        StepResult.Aftermath.TAKE_BACK),
                done(
                        "anchor-back",
                        "Put the version from before back",
                        "version " + ANCHOR + " takes all traffic again",
                        420),
                notNeeded("triggers-back", "Put the triggers from before back", "no triggers were kept"),
                already(
                        "smoke-anchor",
                        "Smoke-test what users meet again",
                        RIGHTLY + ANCHOR + " (the answers name their version)",
                        4_800)));
        return steps;
    }

    /** Somebody asked for the version from before. */
    static List<Ran> rollback() {
        List<Ran> steps = new ArrayList<>(List.of(
                lock(),
                journal(VERSION),
                already(
                        "choose",
                        "Choose the version to go back to",
                        "version " + ANCHOR + " (1.3.0), smoke-tested by the release of 2026-02-10T09:00:00Z;"
                                + " 2 migrations applied since then stay applied: 0047_quotas.sql, 0048_limits.sql",
                        730),
                already(
                        "site-choose",
                        "Choose the site that goes with it",
                        "deployment 1f0c2a9b-0001-4000-8000-000000000001, commit 77ab12c, which users met with version "
                                + ANCHOR,
                        350),
                done(
                        "stage",
                        "Stage it without traffic",
                        "version " + ANCHOR + " at 0 %, version " + VERSION + " serves",
                        390),
                already(
                        "smoke-new",
                        "Smoke-test it before users meet it",
                        RIGHTLY + ANCHOR + " (the override header asks for this version)",
                        4_700),
                noPortions(),
                done(
                        "deploy",
                        "Shift all traffic to it",
                        "version " + ANCHOR + " takes all traffic, before it " + VERSION,
                        440),
                already(
                        "smoke",
                        "Smoke-test what users meet",
                        RIGHTLY + ANCHOR + " (the answers name their version)",
                        4_900),
                done(
                        "site",
                        "Publish the site that goes with it",
                        "aixord-webapp-ui serves deployment 1f0c2a9b-0001-4000-8000-000000000001, commit 77ab12c again",
                        1_900),
                already(
                        "site-smoke",
                        "Ask the site that users meet",
                        "https://aixord.pmerit.com: answered rightly",
                        800)));
        steps.addAll(end());
        return steps;
    }

    private static List<Ran> untilMigrations() {
        return List.of(
                lock(),
                journal(ANCHOR),
                already(
                        "resume",
                        "See how far the release is",
                        "nothing of this release takes part in the traffic yet",
                        300),
                already(
                        "baseline",
                        "Ask the version that is live",
                        "version " + ANCHOR + " passes the smoke test, in 41 ms",
                        900),
                done("site-upload", "Upload the files of the site", "2 of 3 files uploaded, 2.7 KiB", 600),
                already(
                        "backup",
                        "Keep what a migration may destroy",
                        "bookmark of DB 0000002e-0000000c-00004f0e-5a904734; no dump, for no pending file drops or deletes"
                                + " anything",
                        200));
    }

    private static List<Ran> untilUpload() {
        List<Ran> steps = new ArrayList<>(untilMigrations());
        steps.add(done("migrate", "Apply D1 migrations", "2 applied: 0047_quotas.sql to 0048_limits.sql", 1_200));
        steps.add(already(
                "smoke-old",
                "Smoke-test the old version",
                RIGHTLY + ANCHOR + " on the new schema (the answers name their version)",
                4_800));
        return steps;
    }

    private static List<Ran> untilStaged() {
        List<Ran> steps = new ArrayList<>(untilUpload());
        steps.addAll(List.of(
                upload(),
                already("address", "Let it be asked under workers.dev", "nothing keeps it from being asked", 110),
                stage()));
        return steps;
    }

    private static List<Ran> untilUsers() {
        List<Ran> steps = new ArrayList<>(untilStaged());
        steps.addAll(List.of(asked(), noPortions(), deploy()));
        return steps;
    }

    private static List<Ran> end() {
        return List.of(
                done("record", "Close the record", "run " + RUN + " is closed as DONE", 200),
                done("unlock", "Give the lock back", "the lock of aixord-router-worker is free", 150));
    }

    private static Ran lock() {
        return done("lock", "Take the lock", "the lock of aixord-router-worker is this run's, fence 12", 310);
    }

    private static Ran journal(String live) {
        return done("journal", "Write down what is live", "run " + RUN + " is on record; live is version " + live, 450);
    }

    private static Ran upload() {
        return done("upload", "Upload the Worker version", "version " + VERSION + ", code e8316333ba4f", 1_400);
    }

    private static Ran stage() {
        return done(
                "stage",
                "Stage it without traffic",
                "version " + VERSION + " at 0 %, version " + ANCHOR + " serves",
                390);
    }

    private static Ran asked() {
        return already(
                "smoke-new",
                "Smoke-test it before users meet it",
                RIGHTLY + VERSION + " (the override header asks for this version)",
                4_700);
    }

    private static Ran noPortions() {
        return notNeeded(
                "traffic",
                "Shift the first parts of the traffic",
                "all traffic is shifted at once; the POM states no <traffic>");
    }

    private static Ran deploy() {
        return done(
                "deploy",
                "Shift all traffic to it",
                "version " + VERSION + " takes all traffic, before it " + ANCHOR,
                440);
    }

    private static Ran done(String id, String title, String summary, long millis) {
        return new Ran(id, title, new StepResult.Done(summary, Progress.none()), Duration.ofMillis(millis));
    }

    private static Ran already(String id, String title, String summary, long millis) {
        return new Ran(id, title, new StepResult.AlreadyDone(summary, Progress.none()), Duration.ofMillis(millis));
    }

    private static Ran notNeeded(String id, String title, String summary) {
        return new Ran(id, title, new StepResult.NotNeeded(summary), Duration.ZERO);
    }

    private static Ran failed(String id, String title, String summary, String liveNow, StepResult.Aftermath aftermath) {
        return new Ran(
                id,
                title,
                new StepResult.Failed(
                        summary,
                        List.of("+0.0 s  503 in 12 ms  RED  " + summary, "+1.0 s  503 in 9 ms  RED  " + summary),
                        liveNow,
                        "see for yourself: curl -i 'https://aixord-router-worker.peoplemerit.workers.dev/health'; then mend"
                                + " the Worker, or <smoke> in the POM",
                        aftermath),
                Duration.ofMillis(2_100));
    }
}
