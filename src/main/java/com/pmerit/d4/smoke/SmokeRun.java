package com.pmerit.d4.smoke;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Asks a Worker until enough right answers in a row show that it is healthy, or enough wrong ones that it is not, or time is
 * up. Never says healthy because nothing was heard.
 */
public final class SmokeRun {

    /** Lets time pass. */
    @FunctionalInterface
    interface Pause {
        void of(long nanoseconds) throws InterruptedException;
    }

    private final Transport transport;
    private final Pace pace;
    private final LongSupplier nanoseconds;
    private final Pause pause;
    private final Supplier<String> nonces;

    /** Asks over this transport, at this pace. */
    public SmokeRun(Transport transport, Pace pace) {
        this(
                transport,
                pace,
                System::nanoTime,
                TimeUnit.NANOSECONDS::sleep,
                () -> UUID.randomUUID().toString());
    }

    SmokeRun(Transport transport, Pace pace, LongSupplier nanoseconds, Pause pause, Supplier<String> nonces) {
        this.transport = transport;
        this.pace = pace;
        this.nanoseconds = nanoseconds;
        this.pause = pause;
        this.nonces = nonces;
    }

    /**
     * Asks until the answers decide, at the latest until the deadline.
     *
     * @throws InterruptedException when the build is stopped
     */
    public SmokeResult run(SmokeTarget target) throws InterruptedException {
        Judge judge = new Judge(target);
        Streak streak = new Streak(pace);
        List<Attempt> attempts = new ArrayList<>();
        long start = nanoseconds.getAsLong();
        while (true) {
            Attempt attempt = ask(target, judge, start);
            attempts.add(attempt);
            Duration elapsed = since(start);
            Optional<SmokeResult.Ending> ending = streak.next(attempt.judgement());
            Duration next = attempt.offset().plus(interval(attempt));
            if (ending.isEmpty() && max(next, elapsed).compareTo(pace.deadline()) >= 0) {
                ending = Optional.of(SmokeResult.Ending.DEADLINE);
            }
            if (ending.isPresent()) {
                return new SmokeResult(
                        target.url(), ending.get(), target.versions(), proof(target, attempts), attempts, elapsed);
            }
            if (next.compareTo(elapsed) > 0) {
                pause.of(next.minus(elapsed).toNanos());
            }
        }
    }

    private Attempt ask(SmokeTarget target, Judge judge, long start) throws InterruptedException {
        Duration offset = since(start);
        Duration left = pace.deadline().minus(offset);
        Map<String, String> headers = new HashMap<>(target.headers());
        headers.put("Accept", "*/*");
        headers.put("Cache-Control", "no-cache");
        Duration timeout = left.compareTo(pace.timeout()) < 0 ? left : pace.timeout();
        Reply reply = transport.ask(new Question(target.url(nonces.get()), headers, timeout));
        boolean mayBeTheAnchors = target.mayReachTheAnchor() && offset.compareTo(pace.propagation()) < 0;
        OptionalInt status = reply instanceof Answer answer ? OptionalInt.of(answer.status()) : OptionalInt.empty();
        return new Attempt(offset, since(start).minus(offset), status, judge.judge(reply, mayBeTheAnchors));
    }

    private Duration interval(Attempt attempt) {
        return attempt.judgement() instanceof Judgement.NewOk ? pace.interval() : pace.retryInterval();
    }

    /** An echo counts only when every answer that made it green carried one. */
    private Proof proof(SmokeTarget target, List<Attempt> attempts) {
        List<Attempt> deciding = attempts.subList(Math.max(0, attempts.size() - pace.green()), attempts.size());
        boolean named = target.versions().isPresent()
                && deciding.stream()
                        .allMatch(attempt -> attempt.judgement() instanceof Judgement.NewOk right
                                && right.version().isPresent());
        return named ? Proof.ECHO : target.proof();
    }

    private Duration since(long start) {
        return Duration.ofNanos(nanoseconds.getAsLong() - start);
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
