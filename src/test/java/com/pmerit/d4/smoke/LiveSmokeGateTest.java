package com.pmerit.d4.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.Environments;
import com.pmerit.d4.LiveAccount;
import com.pmerit.d4.gate.Verdict;
import com.pmerit.d4.sandbox.http.Fault.Moment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LiveSmokeGateTest {
    private static final String SCRIPT = "/workers/scripts/shop-staging";

    @TempDir
    private Path directory;

    private final List<SmokeResult> evidence = new ArrayList<>();
    private LiveAccount account;

    @BeforeEach
    void start() throws IOException {
        account = new LiveAccount(directory.resolve("state"));
    }

    @AfterEach
    void stop() throws IOException {
        account.close();
    }

    @Test
    void failsWhereNothingWasEverDeployed() throws Exception {
        Verdict.Failed failed = failed(check("{\"status\":\"healthy\"}"));

        assertThat(failed.summary()).isEqualTo("staging was never deployed: there is no Worker shop-staging");
        assertThat(failed.remedy()).isEqualTo("mvn deploy -Pstaging");
        assertThat(evidence).isEmpty();
    }

    @Test
    void failsWhenWhatIsLiveIsDegraded() throws Exception {
        String live = deploy("one");

        Verdict.Failed failed = failed(check("{\"status\":\"degraded\",\"version\":\"" + live + "\"}"));

        assertThat(failed.summary()).contains("\"status\" is \"degraded\" where \"healthy\" was expected");
        assertThat(failed.remedy()).contains("curl -i");
    }

    @Test
    void failsWhenAnotherVersionAnswersThanTheOneThatIsLive() throws Exception {
        String old = deploy("one");
        deploy("two");

        Verdict.Failed failed = failed(check("{\"status\":\"healthy\",\"version\":\"" + old + "\"}"));

        assertThat(failed.summary()).contains(old);
    }

    @Test
    void namesTheLiveVersionAsProof() throws Exception {
        String live = deploy("one");

        Verdict verdict = check("{\"status\":\"healthy\",\"version\":\"" + live + "\"}");

        assertThat(verdict)
                .isEqualTo(new Verdict.Passed("/health answered rightly 5 times in a row, as version " + live
                        + " (the answers name their version)"));
        assertThat(evidence)
                .singleElement()
                .satisfies(result -> assertThat(result.proof()).isEqualTo(Proof.ECHO));
    }

    @Test
    void warnsWhileTheTrafficIsSplit() throws Exception {
        String old = deploy("one");
        String next = deploy("two");
        account.others
                .call(
                        "POST",
                        SCRIPT + "/deployments",
                        "{\"strategy\":\"percentage\",\"versions\":[{\"version_id\":\"" + old
                                + "\",\"percentage\":90},{\"version_id\":\"" + next + "\",\"percentage\":10}]}")
                .result();

        Verdict verdict = check("{\"status\":\"healthy\",\"version\":\"" + old + "\"}");

        assertThat(verdict).isInstanceOf(Verdict.Warned.class);
        assertThat(verdict.summary())
                .endsWith("but its traffic is split between versions, so that any of them may have" + " answered");
        assertThat(verdict.details()).containsExactly(old + " at 90 %, " + next + " at 10 %");
    }

    @Test
    void asksUsersViewEvenWhenCloudflareDoesNotSayWhatIsLive() throws Exception {
        String live = deploy("one");
        account.drops("GET", "/workers/scripts/{script}/deployments", 1, 1_000, Moment.BEFORE_ACTING);

        Verdict verdict = check("{\"status\":\"healthy\",\"version\":\"" + live + "\"}");

        assertThat(verdict).isInstanceOf(Verdict.Warned.class);
        assertThat(verdict.summary()).endsWith("but which version is live cannot be read");
        assertThat(verdict.details()).singleElement().asString().contains("list the deployments");
    }

    private Verdict check(String body) throws InterruptedException {
        Smoker smoker = new Smoker(
                question -> Targets.json(200, body),
                DataPlane.behind(account.sandbox.front()),
                account.time.waiting(),
                (asker, result) -> evidence.add(result));
        return new LiveSmokeGate(Environments.staging(directory), account.api, smoker).check();
    }

    /** Somebody deploys; gives the version that is live then. */
    private String deploy(String code) throws IOException, InterruptedException {
        account.others
                .upload("PUT", SCRIPT, "{\"compatibility_date\":\"2026-04-01\"}", "export default {}; // " + code)
                .result();
        return account.others
                .get(SCRIPT + "/deployments")
                .result()
                .at("/deployments/0/versions/0/version_id")
                .asText();
    }

    private static Verdict.Failed failed(Verdict verdict) {
        assertThat(verdict).isInstanceOf(Verdict.Failed.class);
        return (Verdict.Failed) verdict;
    }
}
