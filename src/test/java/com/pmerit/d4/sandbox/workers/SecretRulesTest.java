package com.pmerit.d4.sandbox.workers;

import static com.pmerit.d4.sandbox.SandboxFixture.share;
import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.sandbox.Api.Answer;
import com.pmerit.d4.sandbox.SandboxFixture;
import com.pmerit.d4.sandbox.http.Content;
import com.pmerit.d4.sandbox.http.MultipartForm.Part;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SecretRulesTest {
    private static final String APP = "/workers/scripts/app";

    @AutoClose
    private SandboxFixture fixture;

    @BeforeEach
    void start(@TempDir Path directory) throws IOException, InterruptedException {
        fixture = new SandboxFixture(directory);
        fixture.put("{\"bindings\":[{\"name\":\"VAR\",\"type\":\"plain_text\",\"text\":\"x\"}]}");
    }

    @Test
    void makesAndDeploysAVersionForEachChange() throws Exception {
        fixture.secret("KEY", "one").result();
        fixture.secret("KEY", "two").result();
        fixture.api.call("DELETE", APP + "/secrets/KEY?url_encoded=true", "").result();
        assertThat(fixture.api.get(APP + "/deployments").result().path("deployments"))
                .hasSize(4);
        assertThat(fixture.api.get(APP + "/secrets").result()).isEmpty();
        assertThat(names()).containsExactly("VAR");
    }

    @Test
    void refusesAnEditWhileTheLatestVersionIsNotDeployed() throws Exception {
        String deployed = fixture.latest();
        String uploaded = fixture.uploadVersion("{}");
        fixture.secret("KEY", "v").refused(400, 10215);
        bulk("{\"KEY\":{\"name\":\"KEY\",\"text\":\"v\",\"type\":\"secret_text\"}}")
                .refused(400, 10214);
        settings("{\"bindings\":[]}").refused(400, 10214);
        fixture.deploy("[" + share(deployed, 50) + "," + share(uploaded, 50) + "]")
                .result();
        fixture.secret("KEY", "v").refused(400, 10215);
        fixture.deploy("[" + share(uploaded, 100) + "]").result();
        fixture.secret("KEY", "v").result();
    }

    @Test
    void refusesANameThatAnotherBindingHas() throws Exception {
        assertThat(fixture.secret("VAR", "v").refused(400, 10053)).contains("'VAR' already in use");
        assertThat(fixture.api.call("DELETE", APP + "/secrets/VAR", "").refused(404, 10056))
                .isEqualTo("Binding 'VAR' not found.");
        fixture.api.call("DELETE", APP + "/secrets/NONE", "").refused(404, 10056);
    }

    @Test
    void refusesASecretOfAWorkerThatDoesNotExist() throws Exception {
        fixture.api
                .call(
                        "PUT",
                        "/workers/scripts/none/secrets",
                        "{\"name\":\"K\",\"text\":\"v\",\"type\":\"secret_text\"}")
                .refused(404, 10007);
        fixture.api
                .call("PUT", APP + "/secrets", "{\"name\":\"K\",\"type\":\"secret_text\"}")
                .refused(400, 10001);
        fixture.api
                .call("PUT", APP + "/secrets", "{\"name\":\"K\",\"text\":\"v\",\"type\":\"plain_text\"}")
                .refused(400, 10021);
    }

    @Test
    void changesManySecretsAsOneVersion() throws Exception {
        fixture.secret("OLD", "v").result();
        bulk("{\"A\":{\"name\":\"A\",\"text\":\"1\",\"type\":\"secret_text\"},"
                        + "\"B\":{\"name\":\"B\",\"text\":\"2\",\"type\":\"secret_text\"},\"OLD\":null}")
                .result();
        assertThat(names()).containsExactly("VAR", "A", "B");
        assertThat(fixture.api.get(APP + "/versions").result().path("items")).hasSize(3);
    }

    @Test
    void refusesTooManySecretsAtOnce() throws Exception {
        StringBuilder many = new StringBuilder("{");
        for (int index = 0; index <= 100; index++) {
            many.append(index == 0 ? "" : ",")
                    .append("\"K%d\":{\"name\":\"K%d\",\"text\":\"v\",\"type\":\"secret_text\"}"
                            .formatted(index, index));
        }
        bulk(many + "}").refused(400, 10021);
        bulk("{}").refused(400, 10021);
    }

    @Test
    void keepsBareEntriesAndDropsTheOthersWhenSettingsListBindings() throws Exception {
        fixture.secret("KEY", "v").result();
        fixture.secret("GONE", "v").result();
        settings(
                        "{\"bindings\":[{\"type\":\"plain_text\",\"name\":\"VAR\"},{\"type\":\"secret_text\",\"name\":\"KEY\"},"
                                + "{\"type\":\"secret_text\",\"name\":\"NEW\",\"text\":\"v\"}]}")
                .result();
        assertThat(names()).containsExactly("VAR", "KEY", "NEW");
        settings("{\"bindings\":[{\"type\":\"secret_text\",\"name\":\"NONE\"}]}")
                .refused(400, 10057);
    }

    @Test
    void leavesAVersionMadeByPatchingTheLatestUndeployed() throws Exception {
        String path = "/workers/workers/app/versions/latest";
        String body =
                "{\"env\":{\"KEY\":{\"type\":\"secret_text\",\"text\":\"v\"}},\"annotations\":{\"workers/message\":\"m\"}}";
        String id = fixture.api.call("PATCH", path, body).result().path("id").asText();
        assertThat(fixture.latest()).isEqualTo(id);
        assertThat(names()).containsExactly("VAR", "KEY");
        assertThat(fixture.api.get(APP + "/deployments").result().path("deployments"))
                .hasSize(1);
        fixture.api.call("PATCH", "/workers/workers/none/versions/latest", body).refused(404, 10007);
    }

    private Answer bulk(String secrets) throws IOException, InterruptedException {
        return fixture.api.call("PATCH", APP + "/secrets-bulk", "{\"secrets\":" + secrets + "}");
    }

    private Answer settings(String json) throws IOException, InterruptedException {
        Part part = new Part("settings", Optional.empty(), Optional.empty(), Content.of(json));
        return fixture.api.form("PATCH", APP + "/settings", List.of(part));
    }

    private List<String> names() throws IOException, InterruptedException {
        return fixture.bindings(fixture.latest()).findValuesAsText("name");
    }
}
