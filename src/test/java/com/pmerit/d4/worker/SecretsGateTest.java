package com.pmerit.d4.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.contract.Worker;
import com.pmerit.d4.gate.Verdict;
import com.pmerit.d4.sandbox.http.Fault.Moment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SecretsGateTest {
    @TempDir
    private Path directory;

    private ShopWorker shop;

    @BeforeEach
    void start() throws IOException {
        shop = new ShopWorker(directory);
    }

    @AfterEach
    void stop() throws IOException {
        shop.close();
    }

    @Test
    void failsForASecretThatTheLiveVersionDoesNotHave() throws Exception {
        shop.release("one");
        shop.setSecret("PAYMENT_KEY");

        Verdict.Failed failed = failed("PAYMENT_KEY", "MAIL_KEY");

        assertThat(failed.summary()).isEqualTo("1 of 2 missing on shop-staging");
        assertThat(failed.details()).containsExactly("MAIL_KEY");
        assertThat(failed.remedy())
                .startsWith("mvn d4:put-secret -Dd4.environment=staging -Dd4.secrets=MAIL_KEY -Dd4.fromEnvironment");
    }

    @Test
    void asksTheVersionThatUsersMeetAndNotOneThatIsOnlyStaged() throws Exception {
        String live = shop.release("one");
        shop.setSecret("PAYMENT_KEY");
        String withSecret = shop.head().orElseThrow();
        shop.account
                .others
                .call(
                        "POST",
                        ShopWorker.SCRIPT + "/deployments?force=true",
                        "{\"strategy\":\"percentage\",\"versions\":[" + ShopWorker.share(live, 100) + ","
                                + ShopWorker.share(withSecret, 0) + "]}")
                .result();

        assertThat(failed("PAYMENT_KEY").details()).containsExactly("PAYMENT_KEY");
    }

    @Test
    void doesNotTakeAVariableForASecret() throws Exception {
        shop.somebodyDeploys("{\"name\":\"PAYMENT_KEY\",\"type\":\"plain_text\",\"text\":\"x\"}");

        assertThat(failed("PAYMENT_KEY").details()).containsExactly("PAYMENT_KEY");
    }

    @Test
    void failsForEachSecretOfAWorkerThatDoesNotExist() throws Exception {
        Verdict.Failed failed = failed("PAYMENT_KEY", "MAIL_KEY");

        assertThat(failed.summary()).isEqualTo("Worker shop-staging does not exist yet, so it has no secrets");
        assertThat(failed.details()).containsExactly("PAYMENT_KEY", "MAIL_KEY");
        assertThat(failed.remedy()).contains("-Dd4.secrets=PAYMENT_KEY,MAIL_KEY ");
    }

    @Test
    void failsWhileTrafficIsSplit() throws Exception {
        shop.split();

        assertThat(failed("PAYMENT_KEY").summary()).contains("splits its traffic");
    }

    @Test
    void failsWhenTheLiveVersionCannotBeRead() throws Exception {
        shop.account.drops("GET", "/workers/scripts/{script}/deployments", 1, 1_000, Moment.BEFORE_ACTING);

        Verdict.Failed failed = failed("PAYMENT_KEY");

        assertThat(failed.summary()).isEqualTo("the secrets cannot be read");
        assertThat(failed.remedy()).contains("gave no answer");
    }

    @Test
    void passesWhenAllAreThere() throws Exception {
        shop.release("one");
        shop.setSecret("PAYMENT_KEY");
        shop.setSecret("ANOTHER");

        assertThat(check("PAYMENT_KEY")).isEqualTo(new Verdict.Passed("1 of 1 set on shop-staging"));
    }

    @Test
    void passesWhenThePomNamesNone() {
        assertThat(check()).isEqualTo(new Verdict.Passed("the POM names no secret"));
    }

    private Verdict check(String... secrets) {
        Worker worker = new Worker(directory, directory.resolve("wrangler.toml"), List.of(secrets));
        return new SecretsGate(worker, shop.staging, shop.live()).check();
    }

    private Verdict.Failed failed(String... secrets) {
        Verdict verdict = check(secrets);
        assertThat(verdict).isInstanceOf(Verdict.Failed.class);
        return (Verdict.Failed) verdict;
    }
}
