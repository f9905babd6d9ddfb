package com.pmerit.d4.cloudflare;

import static com.pmerit.d4.cloudflare.Answers.cut;
import static com.pmerit.d4.cloudflare.Answers.gzip;
import static com.pmerit.d4.cloudflare.Answers.html;
import static com.pmerit.d4.cloudflare.Answers.json;
import static com.pmerit.d4.cloudflare.Answers.ok;
import static com.pmerit.d4.cloudflare.Answers.raw;
import static com.pmerit.d4.cloudflare.Answers.refused;
import static com.pmerit.d4.cloudflare.ApiUnderTest.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.cloudflare.ScriptedServer.Answer;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AnswerJudgementTest {
    private final ApiUnderTest it = new ApiUnderTest();

    @AfterEach
    void close() {
        it.close();
    }

    private ApiResult<TokenStatus> verifyAfter(Answer... answers) {
        it.server.answers(answers);
        return it.api.identity().verifyToken();
    }

    private static Answer[] sixTimes(Answer answer) {
        return Collections.nCopies(6, answer).toArray(Answer[]::new);
    }

    @Test
    void sendsTheTokenAndItsOwnNameAndNothingElseThatTells() {
        assertThat(verifyAfter(ok("{\"id\":\"t1\",\"status\":\"active\"}")).orElseThrow())
                .isEqualTo(new TokenStatus("t1", "active", Optional.empty(), false));

        ScriptedServer.Received request = it.server.only();
        assertThat(request.method()).isEqualTo("GET");
        assertThat(request.target()).isEqualTo("/client/v4/user/tokens/verify");
        assertThat(request.header("authorization")).isEqualTo("Bearer " + ApiUnderTest.TOKEN);
        assertThat(request.header("user-agent")).isEqualTo("d4/1.2.3");
        assertThat(request.headers().keySet())
                .isSubsetOf(List.of("authorization", "user-agent", "accept", "accept-encoding", "host", "connection"));
    }

    @Test
    void takesAnAnswerThatSaysNoWithStatus200ForARefusal() {
        ApiFailure failure = failureOf(verifyAfter(refused(200, 1234, "no such luck")));

        assertThat(failure).isInstanceOf(ApiFailure.Refused.class);
        assertThat(failure.message())
                .contains(
                        "check the API token",
                        "GET /user/tokens/verify",
                        "no such luck [code 1234]",
                        "HTTP 200",
                        "8f00ba4-WAW");
    }

    @Test
    void takesAnAnswerThatSaysYesWithAnotherContentTypeForASuccess() {
        String body = "{\"success\":true,\"result\":{\"id\":\"t\",\"status\":\"active\",\"unknown\":[1]},\"future\":1}";
        assertThat(verifyAfter(raw(200, "Content-Type: text/plain\r\n", body))
                        .orElseThrow()
                        .isActive())
                .isTrue();
    }

    @Test
    void readsGzip() {
        assertThat(verifyAfter(gzip("{\"success\":true,\"result\":{\"id\":\"t\",\"status\":\"expired\"}}"))
                        .orElseThrow()
                        .isActive())
                .isFalse();
    }

    @Test
    void namesTheRequiredFieldThatIsMissing() {
        ApiFailure failure = failureOf(verifyAfter(ok("{\"id\":\"t1\"}")));

        assertThat(failure).isInstanceOf(ApiFailure.Malformed.class);
        assertThat(failure.message()).contains("the required field result.status (a text) is missing");
        assertThat(it.server.received()).hasSize(1);
    }

    @Test
    void namesTheFieldThatIsOfAnotherKind() {
        assertThat(failureOf(verifyAfter(ok("{\"id\":7,\"status\":\"active\"}")))
                        .message())
                .contains("result.id should be a text but is number");
    }

    @Test
    void namesTheResultThatIsNoObject() {
        assertThat(failureOf(verifyAfter(ok("[]"))).message()).contains("result should be an object but is array");
    }

    @Test
    void tellsHtmlFromJson() {
        ApiFailure failure = failureOf(verifyAfter(sixTimes(html(200))));

        assertThat(failure).isInstanceOf(ApiFailure.Malformed.class);
        assertThat(failure.message()).contains("it is an HTML page, not JSON", "HTTP 200", "cf-ray 8f00ba4-WAW");
    }

    @Test
    void takesHtmlWithStatus403ForTheEdge() {
        ApiFailure failure = failureOf(verifyAfter(html(403)));

        assertThat(failure).isInstanceOf(ApiFailure.EdgeBlocked.class);
        assertThat(failure.message()).contains("blocked before it reached the API", "cf-ray 8f00ba4-WAW");
        assertThat(it.server.received()).hasSize(1);
    }

    @Test
    void takesAChallengeForTheEdgeEvenWhenItLooksLikeJson() {
        Answer challenge =
                raw(403, "Content-Type: application/json\r\ncf-mitigated: challenge\r\n", "{\"success\":false}");
        ApiFailure failure = failureOf(verifyAfter(challenge));

        assertThat(failure).isInstanceOf(ApiFailure.EdgeBlocked.class);
        assertThat(failure.message()).contains("cf-mitigated: challenge");
    }

    @Test
    void noticesABodyThatBreaksOff() {
        ApiFailure failure = failureOf(verifyAfter(sixTimes(cut("{\"success\":true,", 20))));

        assertThat(failure).isInstanceOf(ApiFailure.Malformed.class);
        assertThat(failure.message()).contains("it broke off after 16 bytes");
    }

    @Test
    void noticesJsonThatBreaksOffAlthoughItsLengthIsRight() {
        assertThat(failureOf(verifyAfter(sixTimes(json(200, "{\"success\":true,\"result\":{\"id\""))))
                        .message())
                .contains("it is JSON that breaks off after 30 bytes");
    }

    @Test
    void noticesWhatFollowsTheJson() {
        assertThat(failureOf(verifyAfter(sixTimes(json(200, "{\"success\":true,\"result\":{}}{}")))))
                .isInstanceOf(ApiFailure.Malformed.class);
    }

    @Test
    void refusesABodyBeyondTheBoundWithoutAskingAgain() {
        ApiFailure failure = failureOf(verifyAfter(ok("\"" + "x".repeat(100_000) + "\"")));

        assertThat(failure).isInstanceOf(ApiFailure.Malformed.class);
        assertThat(failure.message()).contains("it is larger than 100000 bytes");
        assertThat(it.server.received()).hasSize(1);
    }

    @Test
    void readsABodyOfFiftyMegabytes() {
        String text = "x".repeat(50 * 1024 * 1024);
        try (ApiUnderTest large = new ApiUnderTest(Limits.STANDARD)) {
            large.server.answers(ok("{\"id\":\"" + text + "\",\"status\":\"active\"}"));
            assertThat(large.api.identity().verifyToken().orElseThrow().id()).hasSize(text.length());
        }
    }

    @Test
    void endsAnAnswerThatComesOneByteAtATime() {
        Limits hasty = new Limits(
                ApiUnderTest.SMALL.connect(), ApiUnderTest.SMALL.silence(), java.time.Duration.ofMillis(200), 1000);
        try (ApiUnderTest slow = new ApiUnderTest(hasty)) {
            slow.server.answers(sixTimes(Answers.trickle()));
            assertThat(failureOf(slow.api.identity().verifyToken()).message()).contains("was not complete within");
            assertThat(slow.exchanges).hasSize(6);
        }
    }

    @Test
    void takesACallForUnansweredInWhateverMomentItsTimeIsUp() {
        Limits hasty = new Limits(
                ApiUnderTest.SMALL.connect(), ApiUnderTest.SMALL.silence(), java.time.Duration.ofMillis(1), 1000);
        try (ApiUnderTest brief = new ApiUnderTest(hasty)) {
            brief.server.answers(Collections.nCopies(600, ok("{\"id\":\"t\",\"status\":\"active\"}"))
                    .toArray(Answer[]::new));
            for (int call = 0; call < 100; call++) {
                brief.api
                        .identity()
                        .verifyToken()
                        .failure()
                        .ifPresent(failure -> assertThat(failure.message()).contains("was not complete within"));
            }
        }
    }

    @Test
    void takesARedirectForAWrongAddress() {
        ApiFailure failure = failureOf(verifyAfter(raw(302, "Location: https://example.com/\r\n", "moved")));

        assertThat(failure).isInstanceOf(ApiFailure.Malformed.class);
        assertThat(it.server.received()).hasSize(1);
    }

    @Test
    void takesAnEmptyBodyForMalformedUnlessTheStatusSaysSo() {
        assertThat(failureOf(verifyAfter(sixTimes(json(200, "")))).message()).contains("it is empty");
        it.server.answers(raw(204, "", ""));
        UploadToken token = new UploadToken(SecretValue.of("jwt"), Optional.empty(), 1);
        assertThat(it.account.pages().assets().keep(token, List.of("a")).orElseThrow())
                .isEqualTo(1);
    }

    @Test
    void asksNotAgainWhatTheTokenHasNoRightTo() {
        ApiFailure failure = failureOf(verifyAfter(refused(403, 9109, "Unauthorized to access requested resource")));

        assertThat(failure).isInstanceOf(ApiFailure.Unauthorized.class);
        assertThat(it.server.only().method()).isEqualTo("GET");
    }

    @Test
    void namesTheSourceOfATokenThatIsNotAccepted() {
        Answer answer = refused(403, 10000, "Authentication error");
        ApiFailure failure = failureOf(verifyAfter(answer, answer));

        assertThat(failure).isInstanceOf(ApiFailure.Unauthorized.class);
        assertThat(failure.message())
                .contains(
                        "environment variable CLOUDFLARE_API_TOKEN", "Authentication error [code 10000]", "permission")
                .doesNotContain(ApiUnderTest.TOKEN);
    }

    @Test
    void tellsAMissingObjectFromAPathThatIsNotKnown() {
        it.server.answers(
                refused(404, 7404, "not found"),
                refused(404, 7003, "Could not route"),
                refused(200, 10007, "no project"));

        assertThat(failureOf(it.account.databases().get("x"))).isInstanceOf(ApiFailure.NotFound.class);
        assertThat(failureOf(it.account.databases().get("x"))).isInstanceOf(ApiFailure.Refused.class);
        assertThat(it.account.pages().project("shop").orAbsent().orElseThrow()).isEmpty();
    }

    @Test
    void readsTheLegacyErrorForm() {
        assertThat(failureOf(verifyAfter(json(400, "{\"success\":false,\"error\":\"old words\",\"code\":77}")))
                        .message())
                .contains("old words [code 77]");
    }

    @Test
    void doesNotLetCloudflaresTextReachTheTerminalAsACommand() {
        String hostile = "bad \\u001b[2J\\n::set-output name=x::y\\r\\u202etxt";
        assertThat(failureOf(verifyAfter(refused(400, 1, hostile))).message())
                .contains("bad [2J ::set-output name=x::y txt")
                .doesNotContain("\u001b", "\n", "\r", "\u202e");
    }

    @Test
    void masksATokenThatTheServerSendsBack() {
        assertThat(failureOf(verifyAfter(refused(400, 1, "invalid header Bearer " + ApiUnderTest.TOKEN)))
                        .message())
                .contains("invalid header Bearer " + Redactor.MASK)
                .doesNotContain(ApiUnderTest.TOKEN);
    }

    @Test
    void usesAConnectionAgain() {
        it.server.answers(
                ok("{\"id\":\"t\",\"status\":\"active\"}"), ok("{\"id\":\"t\",\"status\":\"active\"}"), html(403));
        it.api.identity().verifyToken();
        it.api.identity().verifyToken();
        it.api.identity().verifyToken();
        assertThat(it.server.connections()).isEqualTo(1);
    }

    @Test
    void readsFromSeveralThreadsAtOnce() {
        Answer[] answers = Collections.nCopies(40, ok("{\"id\":\"t\",\"status\":\"active\"}"))
                .toArray(Answer[]::new);
        it.server.answers(answers);
        List<ApiResult<TokenStatus>> results = java.util.stream.IntStream.range(0, 40)
                .parallel()
                .mapToObj(number -> it.api.identity().verifyToken())
                .toList();
        assertThat(results)
                .hasSize(40)
                .allSatisfy(result -> assertThat(result.failure()).isEmpty());
    }

    @Test
    void masksASecretThatAHeaderOfTheAnswerRepeats() {
        String headers = "Content-Type: text/" + ApiUnderTest.TOKEN + "\r\ncf-ray: " + ApiUnderTest.TOKEN + "\r\n";
        it.server.answers(
                Answers.raw(200, headers, "no JSON"),
                Answers.raw(200, headers, "no JSON"),
                Answers.raw(403, headers + "cf-mitigated: " + ApiUnderTest.TOKEN + "\r\n", "{}"));

        String malformed = failureOf(it.account.buckets().get("b")).message();

        assertThat(malformed).contains("cf-mitigated: [secret]").doesNotContain(ApiUnderTest.TOKEN);
        assertThat(it.exchanges)
                .hasSize(3)
                .allSatisfy(exchange -> assertThat(exchange.toString())
                        .contains("text/[secret]", "Optional[[secret]]")
                        .doesNotContain(ApiUnderTest.TOKEN));
    }
}
