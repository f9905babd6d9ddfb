package com.pmerit.d4.cloudflare;

import static com.pmerit.d4.cloudflare.Answers.html;
import static com.pmerit.d4.cloudflare.Answers.json;
import static com.pmerit.d4.cloudflare.Answers.ok;
import static com.pmerit.d4.cloudflare.Answers.refused;
import static com.pmerit.d4.cloudflare.Answers.reset;
import static com.pmerit.d4.cloudflare.Answers.tooMany;
import static com.pmerit.d4.cloudflare.ApiUnderTest.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.cloudflare.ScriptedServer.Answer;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RetryTest {
    private static final String TOKEN_STATUS = "{\"id\":\"t1\",\"status\":\"active\"}";
    private static final String DEPLOYMENT =
            "{\"id\":\"d1\",\"created_on\":\"2026-11-22T10:00:00Z\",\"versions\":[{\"version_id\":\"v2\",\"percentage\":100}]}";
    private static final DeploymentRequest WANTED = DeploymentRequest.all("v2", "release");

    private final ApiUnderTest it = new ApiUnderTest();

    @AfterEach
    void close() {
        it.close();
    }

    private static Deployment deployment() {
        TrafficShare all = new TrafficShare("v2", 100);
        return new Deployment(
                "d1", VirtualTime.START, Optional.empty(), Optional.empty(), List.of(all), Collections.emptyMap());
    }

    private static Answer[] times(int count, Answer answer) {
        return Collections.nCopies(count, answer).toArray(Answer[]::new);
    }

    private ApiFailure failedVerification(Answer... answers) {
        it.server.answers(answers);
        return failureOf(it.api.identity().verifyToken());
    }

    @Test
    void repeatsAReadUntilItIsAnswered() {
        it.server.answers(
                reset(), html(502), refused(503, 1, "busy"), json(200, "{\"succ"), html(524), ok(TOKEN_STATUS));

        assertThat(it.api.identity().verifyToken().orElseThrow().isActive()).isTrue();
        assertThat(it.exchanges).extracting(Exchange::attempt).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(it.time.pauses())
                .containsExactly(
                        Duration.ofMillis(750),
                        Duration.ofMillis(1250),
                        Duration.ofMillis(2250),
                        Duration.ofMillis(4250),
                        Duration.ofMillis(8250));
    }

    @Test
    void givesAReadUpAfterSixTries() {
        ApiFailure failure = failedVerification(times(7, html(502)));

        assertThat(failure).isInstanceOf(ApiFailure.Unavailable.class);
        assertThat(failure.message()).contains("Cloudflare failed to answer", "HTTP 502", "cf-ray");
        assertThat(it.server.received()).hasSize(6);
    }

    @Test
    void saysThatNobodyIsThereWhenNoConnectionComesAbout() {
        URI dead = it.server.url("/client/v4");
        it.server.close();
        Credential credential = new Credential(SecretValue.of("token"), "a test");
        try (CloudflareApi api = new CloudflareApi(
                ApiSettings.of(dead, credential, "1"), it.time.waiting(), new Redactor(), it.exchanges::add)) {
            ApiFailure failure = failureOf(api.account(new AccountId(ApiUnderTest.ACCOUNT))
                    .databases()
                    .write("db", List.of(SqlStatement.of("DELETE FROM t"))));

            assertThat(failure).isInstanceOf(ApiFailure.Unreachable.class);
            assertThat(failure.message()).contains("run 1 statements in D1 database db", "Check the network");
            assertThat(it.exchanges)
                    .hasSize(6)
                    .allMatch(exchange -> exchange.status().isEmpty());
        }
    }

    @Test
    void waitsAsLongAsItIsAsked() {
        it.server.answers(
                tooMany("Retry-After: 17\r\n"),
                tooMany("Retry-After: Sun, 22 Nov 2026 12:01:17 GMT\r\n"),
                ok(TOKEN_STATUS));

        assertThat(it.api.identity().verifyToken().orElseThrow().isActive()).isTrue();
        assertThat(it.time.pauses()).containsExactly(Duration.ofSeconds(17), Duration.ofSeconds(60));
    }

    @Test
    void doesNotWaitLongerThanFiveMinutesForARateLimit() {
        ApiFailure failure = failedVerification(tooMany("Retry-After: 200\r\n"), tooMany("Retry-After: 101\r\n"));

        assertThat(failure).isInstanceOf(ApiFailure.RateLimited.class);
        assertThat(failure.message()).contains("Try again in 101 s", "1200 calls in 5 minutes");
        assertThat(it.time.passed()).isEqualTo(Duration.ofSeconds(200));
    }

    @Test
    void backsOffWhenARateLimitDoesNotSayHowLong() {
        it.server.answers(tooMany(""), tooMany("Retry-After: soon\r\n"), ok(TOKEN_STATUS));

        assertThat(it.api.identity().verifyToken().orElseThrow().isActive()).isTrue();
        assertThat(it.time.pauses()).containsExactly(Duration.ofMillis(750), Duration.ofMillis(1250));
    }

    @Test
    void keepsItsOwnWaitingBetweenHalfASecondAndTwenty() {
        it.time.jitter(0);
        failedVerification(times(6, html(500)));
        assertThat(it.time.pauses()).containsOnly(Duration.ofMillis(500)).hasSize(5);
    }

    @Test
    void checksASingleUnauthorizedOnceMore() {
        it.server.answers(refused(401, 10000, "Authentication error"), ok(TOKEN_STATUS));

        assertThat(it.api.identity().verifyToken().orElseThrow().isActive()).isTrue();
    }

    @Test
    void doesNotCheckASecondUnauthorizedAgain() {
        assertThat(failedVerification(times(3, refused(401, 10000, "Authentication error"))))
                .isInstanceOf(ApiFailure.Unauthorized.class);
        assertThat(it.server.received()).hasSize(2);
    }

    @Test
    void repeatsAnIdempotentWriteAndAdmitsInTheEndThatItMayHaveHappened() {
        it.server.answers(reset(), html(502), ok("{\"schedules\":[]}")).answers(times(6, reset()));

        it.account.triggers().replaceSchedules("shop", List.of()).orElseThrow();
        ApiFailure failure = failureOf(it.account.triggers().replaceSchedules("shop", List.of()));
        assertThat(failure).isInstanceOf(ApiFailure.OutcomeUnknown.class);
        assertThat(failure.message())
                .contains(
                        "It is not known whether this took effect: replace the schedules of Worker \"shop\"",
                        "Look at the live state");
        assertThat(it.server.received()).hasSize(9);
    }

    @Test
    void neverRepeatsADatabaseWriteThatMayHaveRun() {
        for (Answer answer :
                List.of(reset(), html(504), json(200, "{\"suc"), refused(500, 7500, "object to be reset"))) {
            it.server.answers(answer);
            int before = it.server.received().size();

            ApiFailure failure =
                    failureOf(it.account.databases().write("db", List.of(SqlStatement.of("DELETE FROM t"))));

            assertThat(failure).isInstanceOf(ApiFailure.OutcomeUnknown.class);
            assertThat(it.server.received()).hasSize(before + 1);
        }
    }

    @Test
    void repeatsADatabaseWriteThatCertainlyDidNotRun() {
        it.server.answers(
                tooMany("Retry-After: 1\r\n"), ok("[{\"results\":[],\"success\":true,\"meta\":{\"changes\":3}}]"));

        assertThat(it.account
                        .databases()
                        .write("db", List.of(SqlStatement.of("DELETE FROM t")))
                        .orElseThrow())
                .singleElement()
                .satisfies(result -> assertThat(result.meta().changes()).contains(3L));
    }

    @Test
    void takesTheDatabasesOwnWordsForDefiniteWhateverTheStatus() {
        it.server.answers(refused(500, 7500, "near \\\"X\\\": syntax error: SQLITE_ERROR"));

        ApiFailure failure = failureOf(it.account.databases().write("db", List.of(SqlStatement.of("X"))));
        assertThat(failure).isInstanceOf(ApiFailure.Refused.class);
        assertThat(failure.message()).contains("near \"X\": syntax error: SQLITE_ERROR [code 7500]");
    }

    @Test
    void sendsARestoreOnceWhateverHappens() {
        it.server.answers(refused(401, 10000, "Authentication error"), tooMany("Retry-After: 1\r\n"), reset());

        assertThat(failureOf(it.account.timeTravel().restore("db", "b1"))).isInstanceOf(ApiFailure.Unauthorized.class);
        assertThat(failureOf(it.account.timeTravel().restore("db", "b1"))).isInstanceOf(ApiFailure.RateLimited.class);
        assertThat(failureOf(it.account.timeTravel().restore("db", "b1")))
                .isInstanceOf(ApiFailure.OutcomeUnknown.class);
        assertThat(it.server.received()).hasSize(3);
    }

    @Test
    void adoptsWhatALostAnswerHasCreated() {
        it.server.answers(reset());
        Deque<Optional<Deployment>> looks = new ArrayDeque<>(List.of(Optional.empty(), Optional.of(deployment())));

        ApiResult<Deployment> result =
                it.account.deployments().create("shop", WANTED, () -> new ApiResult.Ok<>(looks.remove()));

        assertThat(result.orElseThrow()).isEqualTo(deployment());
        assertThat(it.server.received()).hasSize(1);
        assertThat(looks).isEmpty();
    }

    @Test
    void sendsACreateAgainOnlyAfterItWasLookedForTwice() {
        it.server.answers(html(502), ok(DEPLOYMENT));
        Deque<Optional<Deployment>> looks = new ArrayDeque<>(List.of(Optional.empty(), Optional.empty()));

        ApiResult<Deployment> result =
                it.account.deployments().create("shop", WANTED, () -> new ApiResult.Ok<>(looks.remove()));

        assertThat(result.orElseThrow().soleVersion()).contains("v2");
        assertThat(it.server.received()).hasSize(2);
        assertThat(looks).isEmpty();
    }

    @Test
    void givesACreateUpAfterTwoMore() {
        it.server.answers(times(4, html(502)));

        ApiFailure failure =
                failureOf(it.account.deployments().create("shop", WANTED, () -> new ApiResult.Ok<>(Optional.empty())));

        assertThat(failure).isInstanceOf(ApiFailure.OutcomeUnknown.class);
        assertThat(it.server.received()).hasSize(3);
    }

    @Test
    void doesNotSendACreateAgainWhenTheLookItselfFails() {
        it.server.answers(reset(), ok(DEPLOYMENT));
        ApiFailure unreadable = new ApiFailure.Unreachable(new ApiCall("look", "GET", "/x", CallClass.READ), "gone");

        ApiFailure failure =
                failureOf(it.account.deployments().create("shop", WANTED, () -> new ApiResult.Failed<>(unreadable)));

        assertThat(failure).isInstanceOf(ApiFailure.OutcomeUnknown.class);
        assertThat(it.server.received()).hasSize(1);
    }

    @Test
    void looksForACreateWhoseAnswerLacksWhatIsNeeded() {
        it.server.answers(ok("{\"nothing\":true}"));

        assertThat(it.account
                        .deployments()
                        .create("shop", WANTED, () -> new ApiResult.Ok<>(Optional.of(deployment())))
                        .orElseThrow())
                .isEqualTo(deployment());
    }

    @Test
    void doesNotLookForACreateThatWasRefused() {
        it.server.answers(refused(400, 10220, "The following secrets have changed: A, B"));

        ApiFailure failure = failureOf(it.account.deployments().create("shop", WANTED, () -> {
            throw new AssertionError("must not look");
        }));

        assertThat(failure).isInstanceOf(ApiFailure.Refused.class);
        assertThat(failure.hasCode(10220)).isTrue();
    }

    @Test
    void stopsWaitingWhenTheBuildIsStopped() {
        it.server.answers(html(502), html(502));
        it.time.stop();

        ApiFailure failure = failureOf(it.api.identity().verifyToken());

        assertThat(Thread.interrupted()).isTrue();
        assertThat(failure).isInstanceOf(ApiFailure.Unavailable.class);
        assertThat(it.server.received()).hasSize(1);
    }

    @Test
    void sendsNothingInABuildThatIsBeingStopped() {
        Thread.currentThread().interrupt();

        ApiFailure failure = failureOf(it.api.identity().verifyToken());

        assertThat(Thread.interrupted()).isTrue();
        assertThat(failure.message()).contains("the build is being stopped");
        assertThat(it.server.received()).isEmpty();
    }
}
