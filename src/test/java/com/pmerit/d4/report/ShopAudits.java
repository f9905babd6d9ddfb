package com.pmerit.d4.report;

import com.pmerit.d4.audit.Audit;
import com.pmerit.d4.audit.BucketAudit;
import com.pmerit.d4.audit.Closing;
import com.pmerit.d4.audit.CodeReading;
import com.pmerit.d4.audit.DatabaseAudit;
import com.pmerit.d4.audit.Delta;
import com.pmerit.d4.audit.DeltaItem;
import com.pmerit.d4.audit.EnvironmentAudit;
import com.pmerit.d4.audit.RowCount;
import com.pmerit.d4.audit.SchemaPicture;
import com.pmerit.d4.audit.SecretsAudit;
import com.pmerit.d4.audit.SecretsAudit.EnvironmentSecrets;
import com.pmerit.d4.audit.SecretsAudit.Finding;
import com.pmerit.d4.audit.SecretsAudit.Kind;
import com.pmerit.d4.audit.SecretsAudit.Presence;
import com.pmerit.d4.audit.SecretsAudit.Secret;
import com.pmerit.d4.audit.SiteAudit;
import com.pmerit.d4.audit.TableCounts;
import com.pmerit.d4.audit.TokenAudit;
import com.pmerit.d4.audit.Tracking;
import com.pmerit.d4.audit.WorkerAudit;
import com.pmerit.d4.audit.WorkerAudit.Beside;
import com.pmerit.d4.audit.WorkerAudit.Bound;
import com.pmerit.d4.audit.WorkerAudit.LiveTriggers;
import com.pmerit.d4.audit.WorkerAudit.LiveVersion;
import com.pmerit.d4.audit.WorkerAudit.Sameness;
import com.pmerit.d4.audit.WorkerAudit.Trigger;
import com.pmerit.d4.worker.BindingState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whole audits of the shop of the SOP, at fixed times and with fixed ids: one that is well, one that drifted. */
final class ShopAudits {
    static final Instant NOW = Instant.parse("2026-02-17T10:15:30Z");
    private static final String DIGEST = "f00dcafe0123".repeat(5) + "f00d";
    private static final String STAGED = "33cc44dd-9d1e-4b0a-8f6d-2c4e6a8b0d1f";

    private ShopAudits() {}

    /** Two environments that are what POM and wrangler config say, of one release. */
    static AuditReport well() {
        return report(audit(
                List.of(
                        environment(
                                "staging",
                                one("7f3b8c52-9d1e-4b0a-8f6d-2c4e6a8b0d1f", "d4", true, Optional.empty(), List.of()),
                                bindings("staging", BindingState.AS_LIVE, Optional.empty()),
                                triggers("0 3 * * *"),
                                site("staging", true, new SiteAudit.Kinship.Same())),
                        environment(
                                "production",
                                one(
                                        "11aa2233-9d1e-4b0a-8f6d-2c4e6a8b0d1f",
                                        "d4",
                                        true,
                                        Optional.of(new Beside("staging", Sameness.SAME)),
                                        List.of()),
                                bindings("production", BindingState.AS_LIVE, Optional.empty()),
                                triggers("0 3 * * *"),
                                site("production", true, new SiteAudit.Kinship.Same()))),
                List.of(),
                secrets(Presence.SECRET),
                new TokenAudit.Rights.NotTold("a token without the right API Tokens Read may not read itself")));
    }

    /** A production that somebody changed by hand in every way. */
    static AuditReport drifted() {
        DeltaItem table = new DeltaItem(
                "table",
                "agent_tasks",
                List.of(""),
                List.of(),
                List.of("0036_task_queue.sql"),
                Optional.empty(),
                new Closing.Statements("production", List.of("CREATE TABLE agent_tasks (id)")));
        return report(audit(
                List.of(
                        environment(
                                "staging",
                                one(
                                        "7f3b8c52-9d1e-4b0a-8f6d-2c4e6a8b0d1f",
                                        "d4",
                                        true,
                                        Optional.empty(),
                                        List.of(STAGED)),
                                bindings("staging", BindingState.AS_LIVE, Optional.of("its name says SALT")),
                                triggers("0 3 * * *"),
                                site("staging", true, new SiteAudit.Kinship.Same())),
                        environment(
                                "production",
                                one(
                                        "11aa2233-9d1e-4b0a-8f6d-2c4e6a8b0d1f",
                                        "dashboard",
                                        false,
                                        Optional.of(new Beside("staging", Sameness.UNKNOWN)),
                                        List.of()),
                                bindings("production", BindingState.OTHER_VALUE, Optional.empty()),
                                triggers("0 4 * * *"),
                                site("production", false, new SiteAudit.Kinship.Other("77ab12cd5")))),
                List.of(table),
                secrets(Presence.ABSENT),
                new TokenAudit.Rights.Told(List.of("D1 Write", "Workers Scripts Read"))));
    }

    /** The same with nothing to compare it with and a Worker that cannot be read. */
    static AuditReport unseen() {
        WorkerAudit worker = new WorkerAudit(
                "aixord-router-worker",
                new LiveVersion.Unreadable("\u001b[2Jno answer"),
                List.of(),
                Optional.of("npm is not there -> install it"),
                new LiveTriggers.Unreadable("no answer"),
                List.of("<worker><main>: the POM says \"a.ts\", main says \"b.ts\""));
        return report(new Audit(
                List.of(new EnvironmentAudit(
                        "production", List.of(), List.of(), Optional.empty(), Optional.of(worker))),
                List.of(),
                Optional.empty(),
                Optional.of(new TokenAudit.Unknown("no answer"))));
    }

    /** Workers in the states in which no one version can be held against the POM. */
    static AuditReport unlike() {
        return report(new Audit(
                List.of(
                        new EnvironmentAudit(
                                "staging",
                                List.of(),
                                List.of(),
                                Optional.empty(),
                                Optional.of(worker("staging", new LiveVersion.None()))),
                        new EnvironmentAudit(
                                "production",
                                List.of(),
                                List.of(),
                                Optional.empty(),
                                Optional.of(worker(
                                        "production",
                                        new LiveVersion.Split(
                                                List.of("7f3b at 90 %", "11aa at 10 %"),
                                                NOW.minusSeconds(600),
                                                "wrangler"))))),
                List.of()));
    }

    /** A report about an audit, compared with none. */
    static AuditReport report(Audit audit) {
        return Audits.report(audit);
    }

    private static Audit audit(
            List<EnvironmentAudit> environments,
            List<DeltaItem> items,
            SecretsAudit secrets,
            TokenAudit.Rights rights) {
        return new Audit(
                environments,
                List.of(new Delta("DB", "staging", "production", items, Optional.empty(), List.of())),
                Optional.of(secrets),
                Optional.of(new TokenAudit.Known("active", Optional.of("2027-02-17T00:00:00Z"), rights)));
    }

    private static EnvironmentAudit environment(
            String name, LiveVersion live, List<Bound> bindings, List<Trigger> triggers, SiteAudit site) {
        boolean staging = name.equals("staging");
        return new EnvironmentAudit(
                name,
                List.of(new DatabaseAudit.Read(
                        "DB",
                        staging ? "aixord-db-staging" : "aixord-db",
                        new TableCounts(70, 1, 4, 1, 1, 5),
                        Optional.of(74L),
                        Optional.of(staging ? 1_300_000L : 1_800_000L),
                        Optional.of("ENAM"),
                        new Tracking("d1_migrations", true, 46, List.of(), List.of(), Optional.empty()),
                        List.of(new RowCount("users", Optional.of(staging ? 0L : 8L))),
                        SchemaPicture.EMPTY,
                        Optional.empty())),
                List.of(new BucketAudit.Counted(
                        "IMAGES",
                        staging ? "aixord-images-staging" : "aixord-images",
                        Optional.of(staging ? 2L : 120L),
                        Optional.of(staging ? 40_000L : 2_400_000L),
                        Optional.of("2026-02-17T10:00:00Z"))),
                Optional.of(site),
                Optional.of(new WorkerAudit(
                        script(name), live, bindings, Optional.empty(), new LiveTriggers.Read(triggers), List.of())));
    }

    private static WorkerAudit worker(String name, LiveVersion live) {
        return new WorkerAudit(
                script(name),
                live,
                bindings(name, BindingState.NOT_COMPARED, Optional.empty()),
                Optional.empty(),
                new LiveTriggers.Read(List.of()),
                List.of());
    }

    private static String script(String environment) {
        return environment.equals("staging") ? "aixord-router-worker-staging" : "aixord-router-worker";
    }

    private static LiveVersion one(String id, String by, boolean byD4, Optional<Beside> beside, List<String> staged) {
        return new LiveVersion.One(
                id,
                NOW.minusSeconds(7_200),
                by,
                Optional.of("mo@example.org"),
                Optional.of("1.4.0").filter(release -> byD4),
                Optional.of("4be1c07d5").filter(commit -> byD4),
                Optional.of(DIGEST).filter(digest -> byD4),
                Optional.of("2026-01-15"),
                List.of("nodejs_compat"),
                staged,
                beside);
    }

    private static List<Bound> bindings(String environment, BindingState url, Optional<String> secretLook) {
        boolean staging = environment.equals("staging");
        BindingState rest = url == BindingState.NOT_COMPARED ? url : BindingState.AS_LIVE;
        return List.of(
                new Bound("VERSION", "version_metadata", "-", rest, Optional.empty(), Optional.empty()),
                new Bound("ENVIRONMENT", "var", environment, rest, Optional.empty(), Optional.empty()),
                new Bound("AUTH_SALT", "var", "(not shown)", rest, Optional.empty(), secretLook),
                new Bound(
                        "FRONTEND_URL",
                        "var",
                        staging ? "https://staging.aixord.pmerit.com" : "https://aixord.pmerit.com",
                        url,
                        Optional.empty(),
                        Optional.empty()),
                new Bound(
                        "DB",
                        "D1",
                        staging ? "e7604a7b (aixord-db-staging)" : "4222a800 (aixord-db)",
                        rest,
                        Optional.empty(),
                        Optional.empty()),
                new Bound(
                        "IMAGES",
                        "R2",
                        staging ? "aixord-images-staging" : "aixord-images",
                        rest,
                        Optional.empty(),
                        Optional.empty()));
    }

    private static List<Trigger> triggers(String live) {
        return List.of(
                new Trigger("workers.dev", Optional.of("on, preview URLs on"), Optional.of("on, preview URLs on")),
                new Trigger("schedules", Optional.of(live), Optional.of("0 3 * * *")));
    }

    private static SiteAudit site(String environment, boolean byD4, SiteAudit.Kinship kinship) {
        boolean staging = environment.equals("staging");
        return new SiteAudit.Live(
                staging ? "aixord-webapp-ui (branch staging)" : "aixord-webapp-ui",
                new SiteAudit.Published(
                        "1f0c2a9b-0001-4000-8000-000000000001",
                        Optional.of("4be1c07d5a3f4be1c07d5a3f4be1c07d5a3f0001"),
                        false,
                        Optional.of(staging ? "staging" : "main"),
                        NOW.minusSeconds(7_200),
                        staging ? "https://staging.aixord.pmerit.com" : "https://aixord.pmerit.com",
                        List.of("https://1f0c2a9b.aixord-webapp-ui.pages.dev")),
                byD4,
                kinship);
    }

    private static SecretsAudit secrets(Presence inProduction) {
        List<Finding> findings =
                inProduction == Presence.SECRET ? List.of() : List.of(new Finding(Kind.MISSING, List.of("production")));
        return new SecretsAudit(
                List.of(
                        new EnvironmentSecrets("staging", script("staging"), true, Map.of(), Optional.empty()),
                        new EnvironmentSecrets("production", script("production"), true, Map.of(), Optional.empty())),
                new CodeReading.Searched(Set.of("STRIPE_SECRET_KEY"), Set.of(), false, List.of()),
                List.of(
                        new Secret(
                                "RESEND_API_KEY",
                                true,
                                CodeReading.Use.READ,
                                Map.of("staging", Presence.SECRET, "production", Presence.SECRET),
                                List.of()),
                        new Secret(
                                "STRIPE_SECRET_KEY",
                                true,
                                CodeReading.Use.READ,
                                Map.of("staging", Presence.SECRET, "production", inProduction),
                                findings)));
    }
}
