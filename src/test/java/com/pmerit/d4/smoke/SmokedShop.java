package com.pmerit.d4.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.Environments;
import com.pmerit.d4.cloudflare.VirtualTime;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.contract.Smoke;
import com.pmerit.d4.release.Progress;
import com.pmerit.d4.release.StepResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The shop at the end of a wire on which tests decide what is answered. Time is virtual. */
final class SmokedShop {
    static final String HEALTH = "/health";

    final VirtualTime time = new VirtualTime();
    final List<Question> asked = new ArrayList<>();
    final List<SmokeResult> evidence = new ArrayList<>();

    private Environment staging = Environments.staging(Path.of("/shop"));
    private Function<Question, Reply> worker = question -> new Reply.NoAnswer("nobody is there");
    private Function<Question, Duration> latency = question -> Duration.ofMillis(10);

    /** From now on each question to the health path is answered so, and every other one with 404. */
    void answers(Function<Question, Reply> health) {
        worker = question -> question.url().getPath().equals(HEALTH)
                ? health.apply(question)
                : Targets.json(404, "{\"status\":\"no such page\"}");
    }

    /** From now on each question is answered so, whatever its path. */
    void answersEverywhere(Reply reply) {
        worker = question -> reply;
    }

    /** From now on an answer takes that long. */
    void takes(Function<Question, Duration> longer) {
        latency = longer;
    }

    /** The environment with another smoke test. */
    void smoke(boolean echo, Smoke.Latency rule) {
        Smoke smoke = staging.smoke();
        Smoke other = new Smoke(
                smoke.path(),
                smoke.status(),
                smoke.contentType(),
                smoke.json(),
                smoke.headers(),
                smoke.marker(),
                echo ? smoke.version() : Optional.empty(),
                smoke.deadline(),
                smoke.interval(),
                rule);
        staging = new Environment(
                staging.name(),
                staging.after(),
                staging.worker(),
                staging.script(),
                staging.url(),
                staging.databases(),
                staging.buckets(),
                staging.vars(),
                other,
                staging.traffic(),
                staging.wrangler());
    }

    Environment staging() {
        return staging;
    }

    Smoker smoker() {
        return new Smoker(this::ask, DataPlane.internet(), time.waiting(), (asker, result) -> evidence.add(result));
    }

    private Reply ask(Question question) throws InterruptedException {
        asked.add(question);
        time.waiting().sleeper().sleep(latency.apply(question));
        return worker.apply(question);
    }

    static Reply healthy(String version) {
        return Targets.json(200, "{\"status\":\"healthy\",\"version\":\"" + version + "\"}");
    }

    static Reply broken(String version) {
        return Targets.json(500, "{\"status\":\"broken\",\"version\":\"" + version + "\"}");
    }

    /** A release that has uploaded {@link Targets#NEW} beside {@link Targets#OLD}. */
    static Progress uploaded() {
        return Progress.none().withAnchor(Optional.of(Targets.OLD)).withVersion(Targets.NEW);
    }

    static StepResult.Failed failed(StepResult result) {
        assertThat(result).isInstanceOf(StepResult.Failed.class);
        return (StepResult.Failed) result;
    }

    /** What the next step gets to know from one that went well without writing anything. */
    static Progress progress(StepResult result) {
        assertThat(result).isInstanceOf(StepResult.AlreadyDone.class);
        return ((StepResult.AlreadyDone) result).progress();
    }
}
