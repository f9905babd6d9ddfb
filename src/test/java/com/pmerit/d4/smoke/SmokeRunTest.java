package com.pmerit.d4.smoke;

import static com.pmerit.d4.smoke.Targets.BASE;
import static com.pmerit.d4.smoke.Targets.NEW;
import static com.pmerit.d4.smoke.Targets.OLD;
import static com.pmerit.d4.smoke.Targets.THIRD;
import static com.pmerit.d4.smoke.Targets.degraded;
import static com.pmerit.d4.smoke.Targets.healthy;
import static com.pmerit.d4.smoke.Targets.html;
import static com.pmerit.d4.smoke.Targets.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.pmerit.d4.cloudflare.Waiting;
import com.pmerit.d4.smoke.SmokeResult.Ending;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Time is virtual: asking takes ten milliseconds, pausing takes what it says. */
final class SmokeRunTest {
    private static final long ASKING = 10_000_000;

    private final List<Question> asked = new ArrayList<>();
    private long now = 77;

    @Test
    void isRedAfterThreeWrongAnswersInARow() throws InterruptedException {
        SmokeResult result = run(Targets.withoutEcho(), html(404, "no such page"));

        assertThat(result.ending()).isEqualTo(Ending.RED);
        assertThat(result.attempts()).hasSize(3);
        assertThat(result.summary()).startsWith("/health: status 404").contains("the health path is wrong");
        assertThat(result.remedy()).get().asString().contains("curl -i '" + BASE + "/health'");
    }

    @Test
    void isRedOnTheSitesFallbackPageAndOnADegradedAnswer() throws InterruptedException {
        assertThat(run(Targets.withoutEcho(), html(200, "<!doctype html>")).summary())
                .contains("fallback page");
        assertThat(run(Targets.withEcho(), degraded(NEW)).summary())
                .contains("\"status\" is \"degraded\" where \"healthy\" was expected");
    }

    @Test
    void isNotGreenWhileTheOldVersionAnswers() throws InterruptedException {
        SmokeResult result = run(Targets.withEcho(), healthy(OLD));

        assertThat(result.ending()).isEqualTo(Ending.DEADLINE);
        assertThat(result.passed()).isFalse();
        assertThat(result.summary()).contains("the old version " + OLD + " answered");
    }

    @Test
    void waitsForTheNewVersionToArrive() throws InterruptedException {
        SmokeResult result = run(Targets.withEcho(), healthy(OLD), healthy(OLD), healthy(NEW));

        assertThat(result.ending()).isEqualTo(Ending.GREEN);
        assertThat(result.attempts()).hasSize(7);
        assertThat(result.proof()).isEqualTo(Proof.ECHO);
        assertThat(result.version()).contains(NEW);
        assertThat(result.summary()).isEqualTo("/health answered rightly 5 times in a row, as version " + NEW);
    }

    @Test
    void needsFiveRightAnswersInARow() throws InterruptedException {
        Reply right = healthy(NEW);

        SmokeResult result = run(Targets.withEcho(), right, right, right, right, healthy(OLD), right);

        assertThat(result.attempts()).hasSize(10);
        assertThat(result.ending()).isEqualTo(Ending.GREEN);
    }

    @Test
    void startsCountingAgainAfterAWrongAnswer() throws InterruptedException {
        Reply right = healthy(NEW);
        Reply wrong = degraded(NEW);

        SmokeResult result = run(Targets.withEcho(), wrong, wrong, right, wrong, wrong, right, wrong, wrong, wrong);

        assertThat(result.ending()).isEqualTo(Ending.RED);
        assertThat(result.attempts()).hasSize(9);
    }

    @Test
    void stopsAtOnceWhenAThirdVersionAnswers() throws InterruptedException {
        SmokeResult result = run(Targets.withEcho(), healthy(NEW), healthy(THIRD));

        assertThat(result.ending()).isEqualTo(Ending.CONFLICT);
        assertThat(result.attempts()).hasSize(2);
        assertThat(result.summary()).contains(THIRD).contains("someone else is deploying");
    }

    @Test
    void isNeverGreenWhenNobodyAnswers() throws InterruptedException {
        SmokeResult result = run(Targets.withoutEcho(), new Reply.NoAnswer("no connection to host"));

        assertThat(result.ending()).isEqualTo(Ending.DEADLINE);
        assertThat(result.summary()).startsWith("no proof of health within 89 s: no connection to host");
        assertThat(result.details())
                .containsExactly("+0.0 s  --- in 10 ms  INCONCLUSIVE  no connection to host  (90 times)");
    }

    @Test
    void isNotGreenWhenRightAndWrongAnswersTakeTurns() throws InterruptedException {
        List<Reply> turns = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            turns.add(i % 2 == 0 ? healthy(NEW) : degraded(NEW));
        }

        SmokeResult result = run(Targets.withEcho(), turns.toArray(Reply[]::new));

        assertThat(result.ending()).isEqualTo(Ending.DEADLINE);
        assertThat(result.summary()).contains("45 of 90 answers were right; of the others the last: status 503");
    }

    @Test
    void doesNotBlameNamelessAnswersOnTheNewVersionWhileTheChangeIsOnItsWay() throws InterruptedException {
        SmokeResult result = run(Targets.withEcho(), html(404, "no such page"));

        assertThat(result.ending()).isEqualTo(Ending.RED);
        assertThat(result.attempts().get(29).judgement()).isInstanceOf(Judgement.Inconclusive.class);
        assertThat(result.attempts().get(30).judgement()).isInstanceOf(Judgement.NewBad.class);
        assertThat(result.attempts()).hasSize(33);
    }

    @Test
    void blamesNamelessAnswersAtOnceWhereNoOlderVersionCanAnswer() throws InterruptedException {
        SmokeTarget preview = SmokeTarget.preview(BASE, Targets.smoke(), Targets.VERSIONS, Optional.of(Targets.ECHO));

        assertThat(run(preview, json(200, "{\"status\":\"healthy\"}")).attempts())
                .hasSize(3);
    }

    @Test
    void asksAtMostOnceASecondAndDefeatsCaches() throws InterruptedException {
        SmokeResult result = run(Targets.withEcho(), healthy(NEW));

        assertThat(result.attempts())
                .extracting(Attempt::offset)
                .containsExactly(
                        Duration.ZERO,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(4));
        assertThat(asked)
                .extracting(Question::url)
                .doesNotHaveDuplicates()
                .allSatisfy(url -> assertThat(url).hasPath("/health").hasParameter("d4-smoke"));
        assertThat(asked)
                .allSatisfy(question -> assertThat(question.headers()).containsEntry("Cache-Control", "no-cache"));
    }

    @Test
    void neverWaitsForAnAnswerBeyondTheDeadline() throws InterruptedException {
        run(Targets.withEcho(), healthy(OLD));

        assertThat(asked.get(0).timeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(asked.get(89).timeout()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void sendsTheOverrideThatAsksForTheVersion() throws InterruptedException {
        SmokeTarget target =
                SmokeTarget.override(BASE, "chat-staging", Targets.smoke(), Targets.VERSIONS, Optional.empty());

        SmokeResult result = run(target, json(200, "{\"status\":\"healthy\"}"));

        assertThat(asked.get(0).headers())
                .containsEntry("Cloudflare-Workers-Version-Overrides", "chat-staging=\"" + NEW + "\"");
        assertThat(result.proof()).isEqualTo(Proof.OVERRIDE);
    }

    @Test
    void callsTheProofWeakWhenOnlyTheControlPlaneKnowsTheVersion() throws InterruptedException {
        SmokeResult result = run(Targets.withoutEcho(), json(200, "{\"status\":\"healthy\"}"));

        assertThat(result.ending()).isEqualTo(Ending.GREEN);
        assertThat(result.proof().words()).startsWith("weak");
    }

    @Test
    void waitsAsLongAsItIsAskedTo() throws InterruptedException {
        Reply limited = json(429, "{}").with("Retry-After", "7");

        SmokeResult result = run(Targets.withEcho(), limited, healthy(NEW));

        assertThat(result.ending()).isEqualTo(Ending.GREEN);
        assertThat(result.attempts().get(1).offset()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void doesNotAskAgainBeforeItMayNorAfterTheDeadline() throws InterruptedException {
        SmokeResult result = run(Targets.withEcho(), json(429, "{}").with("Retry-After", "300"));

        assertThat(result.ending()).isEqualTo(Ending.DEADLINE);
        assertThat(result.attempts()).hasSize(1);
        assertThat(result.summary()).endsWith("429: too many requests, to be asked again after \"300\"");
    }

    @Test
    void asksAMadeUpPathAgainUntilSomebodyAnswers() throws InterruptedException {
        Reply right = healthy(NEW);
        SmokeTarget target = Targets.withEcho().refusingACatchAll();

        SmokeResult result =
                run(target, right, right, right, right, right, new Reply.NoAnswer("cut off"), html(404, "none"));

        assertThat(result.ending()).isEqualTo(Ending.GREEN);
        assertThat(result.proof()).isEqualTo(Proof.ECHO);
        assertThat(asked)
                .extracting(question -> question.url().getPath())
                .containsExactly(
                        "/health",
                        "/health",
                        "/health",
                        "/health",
                        "/health",
                        "/d4-made-up-nonce5",
                        "/d4-made-up-nonce5");
    }

    @Test
    void isNotGreenWhenNobodyAnswersAtAMadeUpPath() throws InterruptedException {
        Reply right = healthy(NEW);
        SmokeTarget target = Targets.withEcho().refusingACatchAll();

        SmokeResult result = run(target, right, right, right, right, right, new Reply.NoAnswer("cut off"));

        assertThat(result.ending()).isEqualTo(Ending.DEADLINE);
        assertThat(result.summary()).contains("of the others the last: cut off");
    }

    @Test
    void letsAPageAnswerEverywhere() throws InterruptedException {
        SmokeTarget page = SmokeTarget.publicUrl(
                        BASE,
                        Targets.smoke(Map.of(), Map.of(), Optional.of("shop")),
                        Targets.VERSIONS,
                        Optional.empty())
                .refusingACatchAll();

        assertThat(run(page, html(200, "the shop")).ending()).isEqualTo(Ending.GREEN);
        assertThat(asked).hasSize(5);
    }

    @Test
    void tellsTheMedianTimeOfRightAnswers() throws InterruptedException {
        assertThat(run(Targets.withEcho(), degraded(NEW), healthy(NEW)).latency())
                .contains(Duration.ofMillis(10));
        assertThat(run(Targets.withEcho(), degraded(NEW)).latency()).isEmpty();
    }

    @Test
    void hashesWhatWasSaid() throws InterruptedException {
        SmokeResult one = run(Targets.withEcho(), healthy(NEW));
        SmokeResult same = run(Targets.withEcho(), healthy(NEW));
        SmokeResult other = run(Targets.withEcho(), healthy(OLD), healthy(NEW));

        assertThat(one.transcript())
                .startsWith("GET " + BASE + "/health as " + NEW + "\n+0.0 s  200 in 10 ms  NEW_OK\n")
                .endsWith("\nGREEN\n");
        assertThat(one.transcriptSha256()).matches("[0-9a-f]{64}").isEqualTo(same.transcriptSha256());
        assertThat(other.transcriptSha256()).isNotEqualTo(one.transcriptSha256());
    }

    @Test
    void doesNotWaitOnLoopback() throws InterruptedException {
        SmokeTarget target = Targets.withEcho();

        SmokeResult result = run(target, Pace.loopback(target.smoke()), healthy(NEW));

        assertThat(result.duration()).isLessThan(Duration.ofMillis(100));
        assertThat(result.attempts()).hasSize(5);
    }

    @Test
    void refusesAResultWithoutAttemptsAndTargetsThatMakeNoSense() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new SmokeResult(BASE, Ending.GREEN, Optional.empty(), Proof.NONE, List.of(), Duration.ZERO));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SmokeTarget(
                        BASE,
                        Targets.smoke(),
                        Map.of(),
                        Optional.of(Targets.VERSIONS),
                        Optional.empty(),
                        Proof.ECHO,
                        false));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SmokeTarget(
                        BASE,
                        Targets.smoke(),
                        Map.of(),
                        Optional.of(Targets.VERSIONS),
                        Optional.empty(),
                        Proof.NONE,
                        false));
    }

    private SmokeResult run(SmokeTarget target, Reply... replies) throws InterruptedException {
        return run(target, Pace.internet(target.smoke()), replies);
    }

    /** The last reply is given for ever. */
    private SmokeResult run(SmokeTarget target, Pace pace, Reply... replies) throws InterruptedException {
        int[] next = {0};
        Transport transport = question -> {
            asked.add(question);
            now += ASKING;
            return replies[Math.min(next[0]++, replies.length - 1)];
        };
        int[] nonce = {0};
        Waiting waiting = new Waiting(() -> Instant.EPOCH.plusNanos(now), pause -> now += pause.toNanos(), () -> 0.5);
        return new SmokeRun(transport, pace, waiting, () -> "nonce" + nonce[0]++).run(target);
    }
}
