package com.pmerit.d4.sandbox.workers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.pmerit.d4.sandbox.Api;
import com.pmerit.d4.sandbox.Sandbox;
import com.pmerit.d4.sandbox.SandboxFixture;
import com.pmerit.d4.sandbox.SandboxSettings;
import com.pmerit.d4.sandbox.account.Account;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TriggersTest {
    private static final String APP = "/workers/scripts/app";

    @TempDir
    private Path directory;

    @AutoClose
    private SandboxFixture fixture;

    private Api api;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        fixture = new SandboxFixture(directory);
        api = fixture.api;
        fixture.put("{\"logpush\":true}");
    }

    @Test
    void letsPreviewsFollowWorkersDevUnlessTheyAreNamed() throws Exception {
        assertThat(subdomain("{\"enabled\":true}").toString())
                .isEqualTo("{\"enabled\":true,\"previews_enabled\":true}");
        assertThat(subdomain("{\"enabled\":true,\"previews_enabled\":false}").toString())
                .isEqualTo("{\"enabled\":true,\"previews_enabled\":false}");
        api.call("POST", APP + "/subdomain", "{}").refused(400, 10001);
    }

    @Test
    void replacesAllSchedules() throws Exception {
        api.call("PUT", APP + "/schedules", "[{\"cron\":\"0 1 * * *\"},{\"cron\":\"0 2 * * *\"}]")
                .result();
        api.call("PUT", APP + "/schedules", "[{\"cron\":\"0 3 * * *\"}]").result();
        assertThat(api.get(APP + "/schedules").result().path("schedules").findValuesAsText("cron"))
                .containsExactly("0 3 * * *");
        api.call("PUT", APP + "/schedules", "[{\"cron\":\"daily\"}]").refused(400, 10100);
        api.call("PUT", APP + "/schedules", "{}").refused(400, 10001);
    }

    @Test
    void refusesARouteThatAnotherScriptHas() throws Exception {
        api.upload("PUT", "/workers/scripts/other", "{}", "x").result();
        api.call("PUT", APP + "/routes", "[{\"pattern\":\"example.com/*\"}]").result();
        api.call("PUT", "/workers/scripts/other/routes", "[{\"pattern\":\"example.com/*\"}]")
                .refused(409, 10020);
        api.call("PUT", APP + "/routes", "[{\"pattern\":\"not a route\"}]").refused(400, 10022);
    }

    @Test
    void takesACustomDomainFromAnotherScriptOnlyWhenTold() throws Exception {
        api.upload("PUT", "/workers/scripts/other", "{}", "x").result();
        String domains = "{\"override_existing_origin\":%s,\"origins\":[{\"hostname\":\"shop.example.org\"}]}";
        api.call("PUT", APP + "/domains/records", domains.formatted(false)).result();
        api.call("PUT", "/workers/scripts/other/domains/records", domains.formatted(false))
                .refused(409, 100116);
        api.call("PUT", "/workers/scripts/other/domains/records", domains.formatted(true))
                .result();
        assertThat(api.get("/workers/domains/records?page=0&per_page=5&service=other")
                        .result()
                        .findValuesAsText("hostname"))
                .containsExactly("shop.example.org");
        assertThat(api.get("/workers/domains/records?service=app").result()).isEmpty();
    }

    @Test
    void changesOnlyTheScriptSettingsThatAreGiven() throws Exception {
        api.call("PATCH", APP + "/script-settings", "{\"tags\":[\"cf:service=app\"]}")
                .result();
        assertThat(api.get(APP + "/script-settings").result().path("logpush").asBoolean())
                .isTrue();
        assertThat(api.get(APP + "/settings").result().path("tags").get(0).asText())
                .isEqualTo("cf:service=app");
        assertThat(api.get(APP + "/versions").result().path("items")).hasSize(1);
        api.call("PATCH", APP + "/script-settings", "{\"bindings\":[]}").refused(400, 10001);
    }

    @Test
    void namesAndRenamesTheSubdomainOfTheAccount() throws Exception {
        assertThat(api.get("/workers/subdomain").result().path("subdomain").asText())
                .isEqualTo("d4-sandbox");
        api.get("/workers/subdomains/free").refused(404, 10032);
        api.call("PUT", "/workers/subdomain", "{\"subdomain\":\"not ok\"}").refused(400, 10032);
        api.call("PUT", "/workers/subdomain", "{\"subdomain\":\"renamed\"}").result();
        assertThat(api.get("/workers/subdomain").result().path("subdomain").asText())
                .isEqualTo("renamed");
    }

    @Test
    void refusesWorkersDevForAnAccountWithoutASubdomain() throws Exception {
        Account bare = new Account("0123456789abcdef0123456789abcdef", "bare", "");
        SandboxSettings settings = SandboxSettings.in(directory.resolve("bare")).withAccounts(List.of(bare));
        try (Sandbox sandbox = Sandbox.start(settings)) {
            Api client = new Api(sandbox, bare.id());
            client.get("/workers/subdomain").refused(404, 10007);
            client.upload("PUT", APP, "{}", "export default {}").result();
            client.call("POST", APP + "/subdomain", "{\"enabled\":true}").refused(400, 10063);
        }
    }

    private JsonNode subdomain(String body) throws IOException, InterruptedException {
        api.call("POST", APP + "/subdomain", body).result();
        return api.get(APP + "/subdomain").result();
    }
}
