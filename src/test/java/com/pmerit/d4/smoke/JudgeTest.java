package com.pmerit.d4.smoke;

import static com.pmerit.d4.smoke.Targets.BASE;
import static com.pmerit.d4.smoke.Targets.NEW;
import static com.pmerit.d4.smoke.Targets.OLD;
import static com.pmerit.d4.smoke.Targets.THIRD;
import static com.pmerit.d4.smoke.Targets.VERSIONS;
import static com.pmerit.d4.smoke.Targets.degraded;
import static com.pmerit.d4.smoke.Targets.healthy;
import static com.pmerit.d4.smoke.Targets.html;
import static com.pmerit.d4.smoke.Targets.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.contract.Expectation;
import com.pmerit.d4.contract.Smoke;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JudgeTest {

    @Test
    void saysThatTheHealthPathIsWrongOnA404() {
        assertThat(reasons(html(404, "<h1>Not found</h1>")))
                .containsExactly("status 404 where 200 was expected: the health path is wrong, or the Worker does not"
                        + " serve it: /health");
    }

    @Test
    void showsWhatWasExpectedAndWhatWasFoundOnADegradedAnswer() {
        assertThat(reasons(json(200, "{\"status\":\"degraded\"}")))
                .containsExactly("JSON \"status\" is \"degraded\" where \"healthy\" was expected");
    }

    @Test
    void quotesNoPartOfASecretThatIsCut() {
        String secret = "sk_live_0123456789abcdef";
        Answer echo = json(200, "{\"status\":\"" + "x".repeat(90) + secret + "\"}")
                .maskedBy(text -> text.replace(secret, "***"));

        assertThat(reasons(echo))
                .containsExactly("JSON \"status\" is \"" + "x".repeat(90) + "***\" where \"healthy\" was expected");
    }

    @Test
    void namesStatusAndFieldOfADegraded503() {
        assertThat(reasons(json(503, "{\"status\":\"degraded\"}")))
                .containsExactly(
                        "status 503 where 200 was expected",
                        "JSON \"status\" is \"degraded\" where \"healthy\" was expected");
    }

    @Test
    void recognisesTheFallbackPageOfASite() {
        assertThat(reasons(html(200, "<!doctype html><title>App</title>")))
                .singleElement()
                .asString()
                .contains("the site's fallback page", "not the Worker");
    }

    @Test
    void doesNotFollowARedirectAndShowsWhereItLeads() {
        Answer redirect = new Answer(302, new byte[0]).with("Location", "https://login.example/\u001b[2J");

        assertThat(reasons(redirect))
                .containsExactly("status 302 where 200 was expected: it redirects to"
                        + " \"https://login.example/\\u001b[2J\", and a health path answers itself");
    }

    @Test
    void tellsAnExceptionInTheWorkerFromOtherErrors() {
        assertThat(reasons(html(500, "error code: 1101")))
                .containsExactly(
                        "status 500 where 200 was expected: Cloudflare error 1101 (the Worker threw an exception)");
    }

    @Test
    void makesTextOfTheAnswerInert() {
        assertThat(reasons(json(200, "{\"status\":\"\\u001b[31mok\\n::set-output::x\\u202e\"}")))
                .containsExactly(
                        "JSON \"status\" is \"\\u001b[31mok\\u000a::set-output::x\\u202e\" where \"healthy\" was expected");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``                                  | the body is empty where JSON was expected",
                "`  `                                | the body is blank where JSON was expected",
                "healthy                             | the body is not JSON: it begins with \"healthy\"",
                "{\"status\":\"healthy\"} x          | the body is not JSON",
                "{\"status\":\"healthy\",\"status\":\"healthy\"} | the body is not JSON",
                "{\"status\":\"healthy\"             | the body is not JSON",
                "{\"state\":\"healthy\"}             | JSON \"status\" is missing where \"healthy\" was expected",
                "{\"status\":{\"of\":\"healthy\"}}   | JSON \"status\" is an object where \"healthy\" was expected",
                "[\"healthy\"]                       | JSON \"status\" is missing where \"healthy\" was expected",
                "{\"status\":null}                   | JSON \"status\" is \"null\" where \"healthy\" was expected",
            })
    void isStrictAboutJson(String body, String reason) {
        assertThat(reasons(json(200, body))).singleElement().asString().startsWith(reason);
    }

    @Test
    void refusesABodyThatIsNotUtf8() {
        byte[] latin1 = "{\"status\":\"healthy\",\"name\":\"Zürich\"}".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(reasons(new Answer(200, latin1).with("content-type", "application/json")))
                .containsExactly("the body is not UTF-8");
    }

    @Test
    void takes256KibibytesAndNotOneByteMore() {
        String most = "{\"status\":\"healthy\",\"x\":\"" + "x".repeat(Answer.MOST_BYTES - 27) + "\"}";

        assertThat(most).hasSize(Answer.MOST_BYTES);
        assertThat(judge(Targets.smoke(), json(200, most))).isInstanceOf(Judgement.NewOk.class);
        assertThat(reasons(json(200, most + " "))).containsExactly("the body is longer than 256 KiB");
    }

    @Test
    void refusesAnotherContentType() {
        Answer plain = new Answer(200, "{\"status\":\"healthy\"}".getBytes(StandardCharsets.UTF_8))
                .with("content-type", "text/plain");

        assertThat(reasons(plain))
                .containsExactly("content type \"text/plain\" where \"application/json\" was expected");
    }

    @Test
    void readsNestedFieldsAndElementsOfArrays() {
        Smoke smoke = Targets.smoke(
                Map.of(
                        "checks.database.ok", new Expectation.Equal("true"),
                        "checks.list.1.millis", new Expectation.Matching("\\d{1,3}")),
                Map.of(),
                Optional.empty());

        assertThat(judge(smoke, json(200, "{\"checks\":{\"database\":{\"ok\":true},\"list\":[0,{\"millis\":12}]}}")))
                .isInstanceOf(Judgement.NewOk.class);
        assertThat(judge(smoke, json(200, "{\"checks\":{\"database\":{\"ok\":false},\"list\":[0,{\"millis\":1234}]}}"))
                        .reasons())
                .containsExactlyInAnyOrder(
                        "JSON \"checks.database.ok\" is \"false\" where \"true\" was expected",
                        "JSON \"checks.list.1.millis\" is \"1234\" where what matches \"\\d{1,3}\" was expected");
    }

    @Test
    void holdsHeadersAndMarkerAgainstTheContract() {
        Smoke smoke = Targets.smoke(
                Map.of(), Map.of("x-environment", new Expectation.Equal("staging")), Optional.of("<!-- d4-chat -->"));

        assertThat(judge(smoke, html(200, "<!-- d4-chat -->").with("X-Environment", "staging")))
                .isInstanceOf(Judgement.NewOk.class);
        assertThat(judge(smoke, html(200, "<html>").with("X-Environment", "production"))
                        .reasons())
                .containsExactly(
                        "header \"x-environment\" is \"production\" where \"staging\" was expected",
                        "the text \"<!-- d4-chat -->\" does not occur in the body");
        assertThat(judge(smoke, html(200, "<!-- d4-chat -->")).reasons())
                .containsExactly("header \"x-environment\" is missing where \"staging\" was expected");
    }

    @Test
    void knowsTheOldVersionEvenWhenItIsHealthy() {
        assertThat(withEcho(healthy(OLD), true)).isEqualTo(new Judgement.Old(OLD));
        assertThat(withEcho(degraded(OLD), false)).isEqualTo(new Judgement.Old(OLD));
    }

    @Test
    void knowsAThirdVersion() {
        assertThat(withEcho(healthy(THIRD), true)).isEqualTo(new Judgement.Other(THIRD));
    }

    @Test
    void blamesTheNewVersionOnlyForItsOwnAnswers() {
        assertThat(withEcho(healthy(NEW), true)).isEqualTo(new Judgement.NewOk(Optional.of(NEW)));
        assertThat(withEcho(degraded(NEW), true)).isInstanceOf(Judgement.NewBad.class);
    }

    @Test
    void neverCallsAnAnswerRightThatDoesNotNameItsVersion() {
        Answer nameless = json(200, "{\"status\":\"healthy\"}");

        assertThat(withEcho(nameless, true))
                .isEqualTo(
                        new Judgement.Inconclusive("the answer does not name its version (JSON path \"version.id\")"));
        assertThat(withEcho(nameless, false))
                .isEqualTo(new Judgement.NewBad(
                        List.of("the answer does not name its version (JSON path \"version.id\")")));
    }

    @Test
    void refusesAnEchoThatIsNoVersionId() {
        assertThat(withEcho(healthy("dev"), true).reasons())
                .containsExactly("JSON path \"version.id\" is \"dev\" where the version id " + NEW + " was expected");
    }

    @Test
    void readsTheEchoOfAHeader() {
        SmokeTarget target = SmokeTarget.publicUrl(
                BASE, Targets.smoke(), VERSIONS, Optional.of(new VersionEcho.InHeader("X-Version")));

        assertThat(new Judge(target).judge(json(200, "{\"status\":\"healthy\"}").with("x-version", OLD), true))
                .isEqualTo(new Judgement.Old(OLD));
    }

    @Test
    void doesNotBlameTheFirstVersionEverOnAnOlderOne() {
        Versions first = new Versions(NEW, Optional.empty());
        SmokeTarget target = SmokeTarget.publicUrl(BASE, Targets.smoke(), first, Optional.of(Targets.ECHO));

        assertThat(new Judge(target).judge(healthy(OLD), false)).isEqualTo(new Judgement.Other(OLD));
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 520, 521, 522, 523, 524, 525, 526, 527, 530})
    void blamesNobodyForAnswersOfTheEdge(int status) {
        Judgement judgement = withEcho(html(status, "busy"), false);

        assertThat(judgement).isInstanceOf(Judgement.Inconclusive.class);
        assertThat(judgement.reasons().get(0)).startsWith(status + ": ");
    }

    @Test
    void blamesNobodyForThePageBeforeTheWorkerIsThere() {
        assertThat(withEcho(html(404, "<h1>There is nothing here yet</h1>"), false))
                .isInstanceOf(Judgement.Inconclusive.class);
        assertThat(withEcho(new Reply.NoAnswer("no connection to host"), false))
                .isEqualTo(new Judgement.Inconclusive("no connection to host"));
    }

    private static Judgement withEcho(Reply reply, boolean mayBeTheAnchors) {
        return new Judge(Targets.withEcho()).judge(reply, mayBeTheAnchors);
    }

    private static Judgement judge(Smoke smoke, Answer answer) {
        return new Judge(SmokeTarget.anyVersion(BASE, smoke, Optional.empty())).judge(answer, false);
    }

    private static List<String> reasons(Answer answer) {
        Judgement judgement = judge(Targets.smoke(), answer);
        assertThat(judgement).isInstanceOf(Judgement.NewBad.class);
        return judgement.reasons();
    }
}
