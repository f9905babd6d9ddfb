package com.pmerit.d4.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.Environments;
import com.pmerit.d4.LiveAccount;
import com.pmerit.d4.audit.CodeReading.Use;
import com.pmerit.d4.audit.SecretsAudit.Finding;
import com.pmerit.d4.audit.SecretsAudit.Kind;
import com.pmerit.d4.audit.SecretsAudit.Presence;
import com.pmerit.d4.audit.SecretsAudit.Secret;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.contract.Worker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SecretsAuditorTest {
    private static final CodeReading CODE = new CodeReading.Searched(
            Set.of("KEY", "DB", "UNBOUND"), Set.of("KEY", "DB", "UNBOUND", "SALT"), false, List.of());

    @TempDir
    private Path directory;

    private LiveAccount account;
    private Environment staging;

    @BeforeEach
    void start() throws IOException {
        account = new LiveAccount(directory.resolve("state"));
        staging = Environments.staging(directory);
    }

    @AfterEach
    void stop() throws IOException {
        account.close();
    }

    @Test
    void saysThatAnEnvironmentWhoseTrafficIsSplitCannotBeRead() throws Exception {
        deploys("");
        account.answers(
                "GET",
                "/workers/scripts/{script}/deployments",
                1,
                200,
                "{\"success\":true,\"errors\":[],\"result\":{\"deployments\":[{\"id\":\"d\",\"created_on\":\"2026-01-01T00:00:00Z\","
                        + "\"versions\":[{\"version_id\":\"a\",\"percentage\":90},{\"version_id\":\"b\",\"percentage\":10}]}]}}");

        SecretsAudit audit = audit(CODE, "KEY");

        assertThat(audit.unreadable())
                .singleElement()
                .satisfies(
                        each -> assertThat(each.trouble().orElseThrow().why()).contains("splits its traffic"));
        assertThat(secret(audit, "KEY").presence()).containsEntry("staging", Presence.UNKNOWN);
        assertThat(secret(audit, "KEY").findings()).isEmpty();
    }

    @Test
    void findsASecretOfThePomMissingWhereNothingIsLive() {
        assertThat(secret(audit(CODE, "KEY"), "KEY").findings())
                .containsExactly(new Finding(Kind.MISSING, List.of("staging")));
    }

    @Test
    void findsWhatIsInPlainTextUnknownToThePomShadowedUnboundOrNotFound() throws Exception {
        deploys("{\"name\":\"SALT\",\"type\":\"plain_text\",\"text\":\"in plain\"},"
                + "{\"name\":\"DB\",\"type\":\"d1\",\"id\":\"" + Environments.DATABASE_ID + "\"},"
                + "{\"name\":\"KEY\",\"type\":\"secret_text\",\"text\":\"a\"},"
                + "{\"name\":\"OLD\",\"type\":\"secret_text\",\"text\":\"a\"},"
                + "{\"name\":\"ENVIRONMENT\",\"type\":\"secret_text\",\"text\":\"a\"}");

        SecretsAudit audit = audit(CODE, "KEY", "SALT", "GONE");

        assertThat(audit.secrets())
                .extracting(Secret::name)
                .containsExactly("KEY", "SALT", "GONE", "ENVIRONMENT", "OLD", "UNBOUND");
        assertThat(secret(audit, "KEY").findings()).isEmpty();
        assertThat(secret(audit, "KEY").use()).isEqualTo(Use.READ);
        assertThat(kinds(audit, "SALT")).containsExactly(Kind.PLAIN_TEXT);
        assertThat(kinds(audit, "GONE")).containsExactly(Kind.MISSING, Kind.NOT_FOUND);
        assertThat(kinds(audit, "ENVIRONMENT")).containsExactly(Kind.NOT_IN_POM, Kind.SHADOWED, Kind.NOT_FOUND);
        assertThat(kinds(audit, "OLD")).containsExactly(Kind.NOT_IN_POM, Kind.NOT_FOUND);
        assertThat(kinds(audit, "UNBOUND")).containsExactly(Kind.NOT_BOUND);
    }

    @Test
    void saysNothingOfTheCodeWhereItCouldNotBeSearched() throws Exception {
        deploys("{\"name\":\"KEY\",\"type\":\"secret_text\",\"text\":\"a\"}");

        SecretsAudit audit = audit(new CodeReading.Unknown("npm is missing"), "KEY");

        assertThat(audit.secrets())
                .singleElement()
                .satisfies(key -> assertThat(key.findings()).isEmpty())
                .extracting(Secret::use)
                .isEqualTo(Use.UNKNOWN);
    }

    private SecretsAudit audit(CodeReading code, String... declared) {
        Worker worker = new Worker(directory, directory.resolve("wrangler.toml"), List.of(declared));
        return new SecretsAuditor(account.api).audit(worker, List.of(staging), code, Set.of("DB"));
    }

    private void deploys(String bindings) throws Exception {
        account.others
                .upload(
                        "PUT",
                        "/workers/scripts/shop-staging",
                        "{\"compatibility_date\":\"2026-04-01\",\"bindings\":[" + bindings + "]}",
                        "export default {};")
                .result();
    }

    private static List<Kind> kinds(SecretsAudit audit, String name) {
        return secret(audit, name).findings().stream().map(Finding::kind).toList();
    }

    private static Secret secret(SecretsAudit audit, String name) {
        return audit.secrets().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
