package com.pmerit.d4.report;

import com.pmerit.d4.audit.Audit;
import com.pmerit.d4.audit.CodeReading;
import com.pmerit.d4.audit.CodeReading.Use;
import com.pmerit.d4.audit.EnvironmentAudit;
import com.pmerit.d4.audit.MigrationEntry;
import com.pmerit.d4.audit.MigrationState;
import com.pmerit.d4.audit.MigrationsAudit;
import com.pmerit.d4.audit.MigrationsAudit.DatabaseMigrations;
import com.pmerit.d4.audit.SecretsAudit;
import com.pmerit.d4.audit.SecretsAudit.EnvironmentSecrets;
import com.pmerit.d4.audit.SecretsAudit.Finding;
import com.pmerit.d4.audit.SecretsAudit.Kind;
import com.pmerit.d4.audit.SecretsAudit.Presence;
import com.pmerit.d4.audit.SecretsAudit.Secret;
import com.pmerit.d4.release.Outlook;
import com.pmerit.d4.release.PlanFile;
import com.pmerit.d4.release.Plans;
import com.pmerit.d4.release.RollbackReadiness;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Directories as goals leave them, for the tests of the page that shows them. */
public final class Pages {
    /** A name that tries everything. */
    public static final String HOSTILE = "<script>document.title='hacked';alert(1)</script>"
            + "<img src=x onerror=alert(2)>\"'`&amp;]]>--><!-- </style></title> javascript:alert(3) \u202Edlrow\u202C\u0007\u001b[2J";

    private static final Instant NOW = Instant.parse("2026-02-17T10:15:30Z");

    private Pages() {}

    /** Leaves what all goals write that the page shows; every text is sent through the mask. */
    public static void everything(Path directory, UnaryOperator<String> mask) throws IOException {
        ReportFiles files = new ReportFiles(directory, mask);
        files.write(Reports.failedChecklist());
        files.write(Reports.release());
        files.write(Reports.stoppedRelease());
        files.write(Statuses.report(Statuses.busy("staging"), Statuses.calm("production")));
        files.write(EarlierAuditTest.since(drifted(), ShopAudits.well(), mask));
        files.write(migrations());
        files.write(secrets());
        files.write(Lints.report(List.of(
                Lints.error("migrations/0047_quotas.sql", 12),
                Lints.warning("migrations/0012_decisions.sql", 3),
                Lints.waived("migrations/0031_credits.sql", "rows are counted by hand"))));
        Outlook outlook = new Outlook(
                Plans.release(),
                RollbackReadiness.no("nothing is live yet"),
                List.of(new Outlook.Obstacle(
                        "clean-tree",
                        "2 files are not committed",
                        List.of("?? notes.txt"),
                        Optional.of("commit them"))));
        new PlanFile(directory.resolve("plan.json")).write(outlook.masked(mask));
        files.writePage();
    }

    /** The same with names that try everything, one of them very long. */
    public static void hostile(Path directory) throws IOException {
        everything(directory, text -> text.startsWith("users") ? text + HOSTILE + "x".repeat(10_000) : text + HOSTILE);
        // The words of d4's own, such as an outcome, stay what they are.
        new ReportFiles(directory, UnaryOperator.identity()).writePage();
    }

    /** An audit in which everything is: the Workers and sites of a shop that drifted, with the databases of the SOP. */
    private static AuditReport drifted() {
        Audit databases = Audits.sop().audit();
        Audit shop = ShopAudits.drifted().audit();
        List<EnvironmentAudit> environments = new ArrayList<>();
        for (int each = 0; each < shop.environments().size(); each++) {
            EnvironmentAudit environment = shop.environments().get(each);
            environments.add(new EnvironmentAudit(
                    environment.name(),
                    databases.environments().get(each).databases(),
                    environment.buckets(),
                    environment.site(),
                    environment.worker()));
        }
        return ShopAudits.report(new Audit(environments, databases.deltas(), shop.secrets(), shop.token()));
    }

    /** 46 files: staging has them all but one, production was made by hand in part. */
    static MigrationsReport migrations() {
        return new MigrationsReport(
                new Subject("d4:migrations", "d4-chat 1.4.0", Optional.empty(), true, Optional.of("4be1c07d5a9e")),
                NOW,
                new MigrationsAudit(List.of(migrations("staging", 46, 46), migrations("production", 3, 44))));
    }

    private static DatabaseMigrations migrations(String environment, int applied, int known) {
        List<MigrationEntry> entries = IntStream.rangeClosed(1, known)
                .mapToObj(number -> new MigrationEntry(
                        "%04d_step.sql".formatted(number),
                        number <= applied
                                ? number == 2 ? MigrationState.EDITED : MigrationState.APPLIED
                                : MigrationState.PENDING,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()))
                .toList();
        return new DatabaseMigrations(
                environment, "DB", "db-" + environment, "d1_migrations", entries, Optional.empty());
    }

    /** One of each kind that is to be looked at, and one that is well. */
    static SecretsReport secrets() {
        List<EnvironmentSecrets> environments = List.of(
                new EnvironmentSecrets("staging", "chat-staging", true, Map.of(), Optional.empty()),
                new EnvironmentSecrets("production", "chat", true, Map.of(), Optional.empty()));
        List<Secret> secrets = List.of(
                secret("STRIPE_SECRET_KEY", true, Presence.SECRET, Presence.SECRET),
                secret(
                        "RESEND_API_KEY",
                        true,
                        Presence.SECRET,
                        Presence.ABSENT,
                        new Finding(Kind.MISSING, List.of("production"))),
                secret(
                        "AUTH_SALT",
                        true,
                        Presence.VAR,
                        Presence.SECRET,
                        new Finding(Kind.PLAIN_TEXT, List.of("staging"))),
                secret(
                        "OLD_KEY",
                        false,
                        Presence.SECRET,
                        Presence.ABSENT,
                        new Finding(Kind.NOT_IN_POM, List.of("staging")),
                        new Finding(Kind.NOT_FOUND, List.of())));
        CodeReading code = new CodeReading.Searched(Set.of(), Set.of(), true, List.of());
        return new SecretsReport(
                new Subject("d4:secrets", "d4-chat 1.4.0", Optional.empty(), true, Optional.of("4be1c07d5a9e")),
                NOW,
                new SecretsAudit(environments, code, secrets));
    }

    private static Secret secret(
            String name, boolean declared, Presence staging, Presence production, Finding... findings) {
        Map<String, Presence> presence = new LinkedHashMap<>();
        presence.put("staging", staging);
        presence.put("production", production);
        return new Secret(name, declared, declared ? Use.READ : Use.NOT_FOUND, presence, List.of(findings));
    }
}
