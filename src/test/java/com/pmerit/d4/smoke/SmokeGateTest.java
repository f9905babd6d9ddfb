package com.pmerit.d4.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.Environments;
import com.pmerit.d4.cloudflare.VirtualTime;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.gate.Verdict;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class SmokeGateTest {
    private static final String LIVE = "11111111-1111-4111-8111-111111111111";
    private static final String OTHER = "22222222-2222-4222-8222-222222222222";

    private final Environment staging = Environments.staging(Path.of("shop").toAbsolutePath());

    @Test
    void failsWhenAnotherVersionAnswersThanTheLiveOne() throws Exception {
        Verdict verdict = check("{\"status\":\"healthy\",\"version\":\"" + OTHER + "\"}");

        assertThat(verdict).isInstanceOf(Verdict.Failed.class);
        assertThat(verdict.summary()).contains(OTHER);
    }

    @Test
    void failsWhenTheAnswerShouldNameItsVersionAndDoesNot() throws Exception {
        Verdict verdict = check("{\"status\":\"healthy\"}");

        assertThat(verdict).isInstanceOf(Verdict.Failed.class);
        assertThat(verdict.summary()).contains("does not name its version");
    }

    @Test
    void failsWhenTheLiveVersionIsNotHealthy() throws Exception {
        Verdict verdict = check("{\"status\":\"degraded\",\"version\":\"" + LIVE + "\"}");

        assertThat(verdict).isInstanceOf(Verdict.Failed.class);
        assertThat(verdict.summary()).contains("degraded");
    }

    @Test
    void passesWhenTheLiveVersionAnswersAndSaysHowThatIsKnown() throws Exception {
        Verdict verdict = check("{\"status\":\"healthy\",\"version\":\"" + LIVE + "\"}");

        assertThat(verdict).isInstanceOf(Verdict.Passed.class);
        assertThat(verdict.summary()).contains("as version " + LIVE).endsWith("(the answers name their version)");
    }

    private Verdict check(String body) throws InterruptedException {
        byte[] json = body.getBytes(StandardCharsets.UTF_8);
        Smoker smoker = new Smoker(
                question -> new Answer(200, json).with("Content-Type", "application/json"),
                DataPlane.behind(URI.create("http://127.0.0.1:1")),
                new VirtualTime().waiting(),
                (asker, result) -> {});
        return new SmokeGate(staging, LIVE, smoker).check();
    }
}
