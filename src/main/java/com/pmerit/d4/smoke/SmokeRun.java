package com.pmerit.d4.smoke;

import com.pmerit.d4.cloudflare.RetryAfter;
import com.pmerit.d4.cloudflare.Waiting;
import com.pmerit.d4.smoke.SmokeResult.Ending;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Asks a Worker until enough right answers in a row show that it is healthy, or enough wrong ones that it is not, or time is
 * up. Never says healthy because nothing was heard.
 */
public final class SmokeRun {
    private static final int TOO_MANY_REQUESTS = 429;

    private final Transport transport;
    private final Pace pace;
    private final Waiting waiting;
    private final Supplier<String> nonces;

    /** Asks over this transport, at this pace, in this time. */
    public SmokeRun(Transport transport, Pace pace, Waiting waiting) {
        this(transport, pace, waiting, () -> UUID.randomUUID().toString());
    }

    SmokeRun(Transport transport, Pace pace, Waiting waiting, Supplier<String> nonces) {
        this.transport = transport;
        this.pace = pace;
        this.waiting = waiting;
        this.nonces = nonces;
    }

    /**
     * Asks until the answers decide, at the latest until the deadline. Where the target wants it, one question to a path that
     * nobody made comes after the right answers: what answers there just as rightly shows that they prove nothing.
     *
     * @throws InterruptedException when the build is stopped
     */
    public SmokeResult run(SmokeTarget target) throws InterruptedException {
        Course course = new Course(target);
        Ending ending = course.untilDecided();
        Proof proof = course.proof();
        if (ending == Ending.GREEN && target.asksMadeUpPath()) {
            ending = course.atAMadeUpPath();
        }
        return new SmokeResult(target.url(), ending, target.versions(), proof, course.attempts, course.elapsed());
    }

    /** A question with its answer, and how long to wait before the next one. */
    private record Asked(Attempt attempt, Duration pause) {}

    /** One run with what was asked so far. */
    private final class Course {
        private final SmokeTarget target;
        private final Judge judge;
        private final Instant start = waiting.clock().instant();
        private final List<Attempt> attempts = new ArrayList<>();

        Course(SmokeTarget target) {
            this.target = target;
            this.judge = new Judge(target);
        }

        Ending untilDecided() throws InterruptedException {
            Streak streak = new Streak(pace);
            while (true) {
                boolean mayBeTheAnchors =
                        target.mayReachTheAnchor() && elapsed().compareTo(pace.propagation()) < 0;
                Asked asked = ask(target, mayBeTheAnchors);
                attempts.add(asked.attempt());
                Optional<Ending> ending = streak.next(asked.attempt().judgement());
                if (ending.isPresent()) {
                    return ending.get();
                }
                if (!waits(asked)) {
                    return Ending.DEADLINE;
                }
            }
        }

        /** Only what decides against it joins the other attempts. */
        Ending atAMadeUpPath() throws InterruptedException {
            SmokeTarget madeUp = target.at("/d4-made-up-" + nonces.get());
            waiting.sleeper().sleep(pace.interval());
            while (true) {
                Asked asked = ask(madeUp, false);
                Judgement judgement = asked.attempt().judgement();
                if (judgement instanceof Judgement.NewBad) {
                    return Ending.GREEN;
                }
                if (judgement instanceof Judgement.NewOk) {
                    attempts.add(asked.attempt().judged(catchAll(madeUp)));
                    return Ending.RED;
                }
                if (judgement instanceof Judgement.Other || !waits(asked)) {
                    attempts.add(asked.attempt());
                    return judgement instanceof Judgement.Other ? Ending.CONFLICT : Ending.DEADLINE;
                }
            }
        }

        private Judgement catchAll(SmokeTarget madeUp) {
            return new Judgement.NewBad(List.of(
                    "the made-up path " + madeUp.url().getRawPath() + " answers just as rightly: something answers"
                            + " every path, and whether the Worker is healthy is not known"));
        }

        private Asked ask(SmokeTarget asking, boolean mayBeTheAnchors) throws InterruptedException {
            Duration offset = elapsed();
            Map<String, String> headers = new HashMap<>(asking.headers());
            headers.put("Accept", "*/*");
            headers.put("Cache-Control", "no-cache");
            Reply reply = transport.ask(new Question(asking.url(nonces.get()), headers, timeout(offset)));
            OptionalInt status = reply instanceof Answer answer ? OptionalInt.of(answer.status()) : OptionalInt.empty();
            Attempt attempt = new Attempt(offset, elapsed().minus(offset), status, judge.judge(reply, mayBeTheAnchors));
            return new Asked(attempt, pause(attempt, reply));
        }

        private Duration timeout(Duration offset) {
            Duration left = pace.deadline().minus(offset);
            boolean isShort = left.compareTo(pace.timeout()) < 0 && !left.isNegative() && !left.isZero();
            return isShort ? left : pace.timeout();
        }

        /** Waits before the next question; false when the deadline comes first. */
        private boolean waits(Asked asked) throws InterruptedException {
            Duration next = asked.attempt().offset().plus(asked.pause());
            Duration elapsed = elapsed();
            if (next.compareTo(pace.deadline()) >= 0 || elapsed.compareTo(pace.deadline()) >= 0) {
                return false;
            }
            if (next.compareTo(elapsed) > 0) {
                waiting.sleeper().sleep(next.minus(elapsed));
            }
            return true;
        }

        /** An echo counts only when every answer that made it green carried one. */
        Proof proof() {
            List<Attempt> deciding = attempts.subList(Math.max(0, attempts.size() - pace.green()), attempts.size());
            boolean named = target.versions().isPresent()
                    && deciding.stream()
                            .allMatch(attempt -> attempt.judgement() instanceof Judgement.NewOk right
                                    && right.version().isPresent());
            return named ? Proof.ECHO : target.proof();
        }

        Duration elapsed() {
            return Duration.between(start, waiting.clock().instant());
        }
    }

    /** What asks to be left alone for a while is left alone. */
    private Duration pause(Attempt attempt, Reply reply) {
        Duration own = attempt.judgement() instanceof Judgement.NewOk ? pace.interval() : pace.retryInterval();
        if (!(reply instanceof Answer answer) || answer.status() != TOO_MANY_REQUESTS) {
            return own;
        }
        return new RetryAfter(waiting.clock())
                .read(answer.header("retry-after"))
                .filter(asked -> asked.compareTo(own) > 0)
                .orElse(own);
    }
}
