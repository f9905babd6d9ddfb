package com.pmerit.d4.sandbox.workers;

import static com.pmerit.d4.sandbox.SandboxFixture.share;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.pmerit.d4.sandbox.SandboxFixture;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DeploymentRulesTest {
    private static final String DEPLOYMENTS = "/workers/scripts/app/deployments";

    @AutoClose
    private SandboxFixture fixture;

    private String first;
    private String second;

    @BeforeEach
    void start(@TempDir Path directory) throws IOException, InterruptedException {
        fixture = new SandboxFixture(directory);
        first = fixture.put("{}");
        second = fixture.uploadVersion("{}");
    }

    @Test
    void splitsTheTrafficBetweenTwoVersions() throws Exception {
        fixture.deploy("[" + share(first, 99.5) + "," + share(second, 0.5) + "]")
                .result();
        JsonNode newest =
                fixture.api.get(DEPLOYMENTS).result().path("deployments").get(0);
        assertThat(newest.path("versions").toString())
                .isEqualTo("[" + share(first, 99.5) + "," + share(second, 0.5) + "]");
    }

    @Test
    void allowsAVersionAtZeroPercent() throws Exception {
        fixture.deploy("[" + share(first, 100) + "," + share(second, 0) + "]").result();
    }

    @Test
    void refusesSharesThatAreNotAWhole() throws Exception {
        assertThat(refused("[" + share(first, 90) + "," + share(second, 9) + "]"))
                .contains("total 100, not 99");
        assertThat(refused("[" + share(first, 150) + "," + share(second, -50) + "]"))
                .contains("from 0 to 100");
        assertThat(refused("[]")).contains("one or two versions");
        assertThat(refused("[" + share(first, 50) + "," + share(first, 50) + "]"))
                .contains("twice");
        String third = fixture.uploadVersion("{}");
        assertThat(refused("[" + share(first, 50) + "," + share(second, 25) + "," + share(third, 25) + "]"))
                .contains("not 3");
        assertThat(fixture.api.get(DEPLOYMENTS).result().path("deployments")).hasSize(1);
    }

    @Test
    void refusesAVersionOfAnotherScript() throws Exception {
        fixture.api.upload("PUT", "/workers/scripts/other", "{}", "x").result();
        String foreign = fixture.api
                .get("/workers/scripts/other/versions")
                .result()
                .path("items")
                .get(0)
                .path("id")
                .asText();
        fixture.deploy("[" + share(foreign, 100) + "]").refused(404, 10221);
    }

    @Test
    void refusesFieldsItDoesNotKnow() throws Exception {
        String body = "{\"strategy\":\"percentage\",\"versions\":[" + share(first, 100) + "],\"force\":true}";
        assertThat(fixture.api.call("POST", DEPLOYMENTS, body).refused(400, 10021))
                .contains("unknown field: force");
        fixture.api
                .call("POST", DEPLOYMENTS, body.replace("percentage\",\"v", "immediate\",\"v"))
                .refused(400, 10021);
    }

    @Test
    void offersOnlyTheLastHundredVersions() throws Exception {
        for (int count = 3; count <= 101; count++) {
            fixture.uploadVersion("{}");
        }
        assertThat(refused("[" + share(first, 100) + "]")).contains("not among the last 100");
        fixture.deploy("[" + share(second, 100) + "]").result();
        assertThat(fixture.api
                        .get("/workers/scripts/app/versions?deployable=true")
                        .result()
                        .path("items"))
                .hasSize(100);
    }

    @Test
    void asksForForceBeforeOldSecretsComeBack() throws Exception {
        fixture.deploy("[" + share(second, 100) + "]").result();
        fixture.secret("KEY", "one").result();
        String withKey = fixture.latest();
        assertThat(fixture.deploy("[" + share(second, 100) + "]").refused(400, 10220))
                .isEqualTo("The following secrets have changed: KEY");
        fixture.api
                .call(
                        "POST",
                        DEPLOYMENTS + "?force=true",
                        "{\"strategy\":\"percentage\",\"versions\":[" + share(second, 100) + "]}")
                .result();
        fixture.deploy("[" + share(withKey, 100) + "]").result();
    }

    @Test
    void goesBackWithoutForceWhenSecretsWereInherited() throws Exception {
        fixture.deploy("[" + share(second, 100) + "]").result();
        fixture.secret("KEY", "one").result();
        String anchor = fixture.latest();
        String next = fixture.uploadVersion("{\"bindings\":[{\"name\":\"KEY\",\"type\":\"inherit\"}]}");
        fixture.deploy("[" + share(next, 100) + "]").result();
        fixture.deploy("[" + share(anchor, 100) + "]").result();
    }

    private String refused(String versions) throws IOException, InterruptedException {
        return fixture.deploy(versions).refused(400, 10021);
    }
}
