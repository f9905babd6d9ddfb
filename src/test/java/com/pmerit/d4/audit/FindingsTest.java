package com.pmerit.d4.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.audit.SecretsAudit.EnvironmentSecrets;
import com.pmerit.d4.audit.SecretsAudit.Kind;
import com.pmerit.d4.audit.SecretsAudit.Presence;
import com.pmerit.d4.audit.SecretsAudit.Secret;
import com.pmerit.d4.audit.WorkerAudit.Bound;
import com.pmerit.d4.audit.WorkerAudit.LiveTriggers;
import com.pmerit.d4.audit.WorkerAudit.LiveVersion;
import com.pmerit.d4.worker.BindingState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class FindingsTest {
    @Test
    void tellsTheHeaviestFirst() {
        Audit audit = new Audit(
                List.of(
                        new EnvironmentAudit("staging", List.of(database(tracking(List.of("0002_b.sql"), List.of())))),
                        new EnvironmentAudit(
                                "production", List.of(new DatabaseAudit.Unreadable("DB", "shop-db", "not for you")))),
                List.of(new Delta(
                        "DB", "staging", "production", List.of(), Optional.of("production is unread"), List.of())));

        assertThat(codes(audit)).containsExactly("database-unreadable", "schema-not-compared", "migration-not-listed");
    }

    @Test
    void tellsOfFilesThatATrackingTableDoesNotListAndOfNamesWithoutAFile() {
        Audit audit = new Audit(
                List.of(new EnvironmentAudit(
                        "staging",
                        List.of(database(tracking(List.of("0002_b.sql", "0003_c.sql"), List.of("0001_gone.sql")))))),
                List.of());

        assertThat(audit.findings())
                .extracting(AuditFinding::message)
                .containsExactly(
                        "d1_migrations lists 0001_gone.sql, and the project has no such file",
                        "d1_migrations does not list 2 files, the first of them 0002_b.sql");
    }

    @Test
    void tellsOnceOfASecretThatBothBindingsAndSecretsSeeShadowed() {
        Secret shadowed = new Secret(
                "MODE",
                false,
                CodeReading.Use.READ,
                Map.of("staging", Presence.SECRET),
                List.of(new SecretsAudit.Finding(Kind.SHADOWED, List.of("staging"))));
        Audit audit = new Audit(
                List.of(worker("staging", bound("MODE", "var", BindingState.REPLACES_SECRET))),
                List.of(),
                Optional.of(new SecretsAudit(
                        List.of(new EnvironmentSecrets("staging", "shop-staging", true, Map.of(), Optional.empty())),
                        new CodeReading.Searched(Set.of(), Set.of(), false, List.of()),
                        List.of(shadowed))),
                Optional.empty());

        assertThat(codes(audit)).containsExactly("secret-shadowed", "worker-not-live");
    }

    @Test
    void saysHowToSeeWhoTookAFileAwayWhereverMigrationsLie() {
        EnvironmentAudit staging = new EnvironmentAudit(
                "staging", List.of(database(tracking(List.of(), List.of("0007_stock.sql", "0008_prices.sql")))));

        assertThat(new Audit(List.of(staging), List.of()).findings())
                .extracting(AuditFinding::remedy)
                .contains(Optional.of("git log --diff-filter=D -- '*0007_stock.sql' shows who took it away"));
    }

    @Test
    void tellsWhatIsStatedForOneEnvironmentAndNotForAnother() {
        Audit audit = new Audit(
                List.of(
                        worker(
                                "staging",
                                bound("DEBUG", "var", BindingState.AS_LIVE),
                                bound("CACHE", "KV", BindingState.AS_LIVE),
                                bound("DB", "D1", BindingState.AS_LIVE)),
                        worker("production", bound("CACHE", "KV", BindingState.ONLY_LIVE))),
                List.of());

        assertThat(audit.findings())
                .filteredOn(finding -> finding.kind().code().endsWith("-not-everywhere"))
                .extracting(finding ->
                        finding.kind().code() + " " + finding.environment().orElseThrow() + " " + finding.subject())
                .containsExactly("binding-not-everywhere production CACHE", "var-not-everywhere production DEBUG");
    }

    @Test
    void tellsThatATokenMayWriteAndNotOfOneThatMayOnlyRead() {
        assertThat(codes(token("D1 Read", "Workers Scripts Write"))).containsExactly("token-may-write");
        assertThat(codes(token("D1 Read", "Workers Scripts Read"))).isEmpty();
    }

    @Test
    void givesTheCommandsOfTheSandboxToThoseWhoAuditIt() {
        AuditFinding finding = AuditFinding.in("staging", FindingKind.WORKER_NOT_LIVE, "shop", "nothing is live");

        assertThat(finding.mendedBy("mvn deploy -Pstaging").inSandbox().remedy())
                .contains("mvn deploy -Pstaging -Dd4.sandbox");
        assertThat(finding.mendedBy("state it").inSandbox().remedy()).contains("state it");
    }

    private static Audit token(String... permissions) {
        return new Audit(
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.of(new TokenAudit.Known(
                        "active", Optional.empty(), new TokenAudit.Rights.Told(List.of(permissions)))));
    }

    private static Bound bound(String name, String type, BindingState state) {
        return new Bound(name, type, "x", state, Optional.empty(), Optional.empty());
    }

    private static EnvironmentAudit worker(String environment, Bound... bindings) {
        WorkerAudit worker = new WorkerAudit(
                "shop",
                new LiveVersion.None(),
                List.of(bindings),
                Optional.empty(),
                new LiveTriggers.Read(List.of()),
                List.of());
        return new EnvironmentAudit(environment, List.of(), List.of(), Optional.empty(), Optional.of(worker));
    }

    private static DatabaseAudit database(Tracking tracking) {
        return new DatabaseAudit.Read(
                "DB",
                "shop-db-staging",
                new TableCounts(1, 0, 0, 0, 0, 0),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                tracking,
                List.of(),
                SchemaPicture.EMPTY,
                Optional.empty());
    }

    private static Tracking tracking(List<String> untracked, List<String> withoutFile) {
        return new Tracking("d1_migrations", true, 1, untracked, withoutFile, Optional.empty());
    }

    private static List<String> codes(Audit audit) {
        return audit.findings().stream().map(finding -> finding.kind().code()).toList();
    }
}
