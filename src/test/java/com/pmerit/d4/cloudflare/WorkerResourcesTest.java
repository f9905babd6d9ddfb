package com.pmerit.d4.cloudflare;

import static com.pmerit.d4.cloudflare.ApiUnderTest.failureOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.BooleanNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkerResourcesTest {
    private static final String SCRIPT = "/client/v4/accounts/" + ApiUnderTest.ACCOUNT + "/workers/scripts/shop";

    private final ApiUnderTest it = new ApiUnderTest();

    @AfterEach
    void close() {
        it.close();
    }

    private String sent() {
        ScriptedServer.Received request =
                it.server.received().get(it.server.received().size() - 1);
        return request.method() + " " + request.target() + " " + request.body();
    }

    @Test
    void readsTheSubdomainOfTheAccountOrThatThereIsNone() {
        it.server.answers(Answers.ok("{\"subdomain\":\"team\"}"), Answers.refused(404, 10007, "none"));

        assertThat(it.account.subdomain().get().orElseThrow()).contains("team");
        assertThat(it.account.subdomain().get().orElseThrow()).isEmpty();
    }

    @Test
    void shiftsTrafficByPercentages() {
        String answer =
                "{\"id\":\"d\",\"created_on\":\"2026-11-22T10:00:00Z\",\"source\":\"api\",\"author_email\":\"a@b\","
                        + "\"annotations\":{\"workers/message\":\"m\"},"
                        + "\"versions\":[{\"version_id\":\"a\",\"percentage\":100},{\"version_id\":\"b\",\"percentage\":0}]}";
        it.server.answers(Answers.ok(answer), Answers.ok("{\"deployments\":[" + answer + "]}"));
        List<TrafficShare> shares = List.of(new TrafficShare("a", 99.5), new TrafficShare("b", 0.5));

        it.account
                .deployments()
                .create(
                        "shop",
                        new DeploymentRequest(shares, Optional.of("m")),
                        () -> new ApiResult.Ok<>(Optional.empty()))
                .orElseThrow();

        assertThat(sent())
                .isEqualTo("POST " + SCRIPT + "/deployments {\"strategy\":\"percentage\",\"versions\":["
                        + "{\"version_id\":\"a\",\"percentage\":99.5},{\"version_id\":\"b\",\"percentage\":0.5}],"
                        + "\"annotations\":{\"workers/message\":\"m\"}}");
        assertThat(it.account.deployments().list("shop").orElseThrow())
                .singleElement()
                .satisfies(deployment -> assertThat(deployment.soleVersion()).contains("a"));
    }

    @Test
    void writesWholePercentagesAsWholeNumbers() {
        assertThat(DeploymentRequest.all("a", "m").toJson().toString()).contains("\"percentage\":100}");
        List<TrafficShare> shares = List.of(new TrafficShare("a", 90), new TrafficShare("b", 10));
        assertThat(new DeploymentRequest(shares, Optional.empty()).toJson().toString())
                .contains("\"percentage\":90}", "\"percentage\":10}")
                .doesNotContain("annotations");
    }

    @Test
    void refusesPercentagesThatDoNotMakeOneHundred() {
        List<TrafficShare> shares = List.of(new TrafficShare("a", 90), new TrafficShare("b", 5));
        assertThatThrownBy(() -> new DeploymentRequest(shares, Optional.empty()))
                .hasMessageContaining("make 100");
        List<TrafficShare> twice = List.of(new TrafficShare("a", 50), new TrafficShare("a", 50));
        assertThatThrownBy(() -> new DeploymentRequest(twice, Optional.empty()))
                .hasMessageContaining("different versions");
        assertThatThrownBy(() -> new TrafficShare("a", Double.NaN)).hasMessageContaining("NaN");
    }

    @Test
    void takesAnImpossiblePercentageForMalformed() {
        it.server.answers(Answers.ok("{\"deployments\":[{\"id\":\"d\",\"created_on\":\"2026-11-22T10:00:00Z\","
                + "\"versions\":[{\"version_id\":\"a\",\"percentage\":400}]}]}"));
        assertThat(failureOf(it.account.deployments().list("shop"))).isInstanceOf(ApiFailure.Malformed.class);
    }

    @Test
    void takesATimeThatIsNoneForMalformed() {
        it.server.answers(Answers.ok("{\"deployments\":[{\"id\":\"d\",\"created_on\":\"yesterday\","
                + "\"versions\":[{\"version_id\":\"a\",\"percentage\":100}]}]}"));
        assertThat(failureOf(it.account.deployments().list("shop")).message())
                .contains("created_on is not a time: yesterday");
    }

    @Test
    void forcesADeploymentOnlyWhenToldTo() {
        it.server.answers(Answers.reset());
        assertThat(failureOf(it.account.deployments().createForced("shop", DeploymentRequest.all("a", "m"))))
                .isInstanceOf(ApiFailure.OutcomeUnknown.class);
        assertThat(sent()).startsWith("POST " + SCRIPT + "/deployments?force=true ");
    }

    @Test
    void readsAndChangesSettings() {
        it.server.answers(Answers.ok("{\"logpush\":false,\"tags\":[\"a\"]}"), Answers.ok("{\"logpush\":true}"));

        assertThat(it.account.settings().getScript("shop").orElseThrow().fields())
                .containsKeys("logpush", "tags");
        it.account
                .settings()
                .patchScript("shop", Map.of("logpush", BooleanNode.TRUE))
                .orElseThrow();
        assertThat(sent()).isEqualTo("PATCH " + SCRIPT + "/script-settings {\"logpush\":true}");
    }

    @Test
    void readsAndSetsTriggers() {
        it.server.answers(
                Answers.ok("{\"schedules\":[{\"cron\":\"*/5 * * * *\",\"created_on\":\"x\"}]}"),
                Answers.ok("{\"schedules\":[]}"),
                Answers.ok("{\"enabled\":true,\"previews_enabled\":false}"),
                Answers.ok("{\"enabled\":true,\"previews_enabled\":true}"));

        assertThat(it.account.triggers().schedules("shop").orElseThrow()).containsExactly("*/5 * * * *");
        it.account.triggers().replaceSchedules("shop", List.of("0 1 * * *")).orElseThrow();
        assertThat(sent()).isEqualTo("PUT " + SCRIPT + "/schedules [{\"cron\":\"0 1 * * *\"}]");
        assertThat(it.account.triggers().workersDev("shop").orElseThrow()).isEqualTo(new WorkersDev(true, false));
        it.account.triggers().setWorkersDev("shop", new WorkersDev(true, true)).orElseThrow();
        assertThat(sent()).isEqualTo("POST " + SCRIPT + "/subdomain {\"enabled\":true,\"previews_enabled\":true}");
    }

    @Test
    void readsPagesProjectsAndTheirDeployments() {
        String deployment =
                "{\"id\":\"p1\",\"environment\":\"production\",\"url\":\"https://1.site.pages.dev\",\"aliases\":null,"
                        + "\"created_on\":\"2026-11-22T10:00:00Z\",\"latest_stage\":{\"name\":\"deploy\",\"status\":\"success\"},"
                        + "\"deployment_trigger\":{\"type\":\"ad_hoc\",\"metadata\":{\"branch\":\"main\",\"commit_hash\":\"abc\"}}}";
        String project =
                "{\"name\":\"site\",\"subdomain\":\"site.pages.dev\",\"domains\":[\"site.pages.dev\"],\"production_branch\":\"main\"}";
        it.server.answers(
                Answers.ok(project),
                Answers.ok("[" + deployment + "]"),
                Answers.ok(deployment),
                Answers.refused(404, 8000007, "no project"));

        assertThat(it.account.pages().project("site").orElseThrow().productionBranch())
                .isEqualTo("main");
        assertThat(it.account.pages().deployments("site").orElseThrow())
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.isLive()).isTrue();
                    assertThat(found.commit()).contains("abc");
                });
        assertThat(it.account.pages().deployment("site", "p1").orElseThrow().aliases())
                .isEmpty();
        assertThat(it.account.pages().project("site").orAbsent().orElseThrow()).isEmpty();
    }

    @Test
    void throwsTheFailureWithItsMessageWhenTheCallerHasNoOtherWayOn() {
        it.server.answers(Answers.refused(400, 5, "nope"));
        ApiResult<List<String>> result = it.account.secrets().list("shop");
        assertThatThrownBy(result::orElseThrow)
                .isInstanceOf(CloudflareException.class)
                .hasMessageContaining("list the secrets of Worker \"shop\"")
                .hasMessageContaining("nope [code 5]");
    }
}
