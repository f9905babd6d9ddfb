package com.pmerit.d4.sandbox.http;

import com.pmerit.d4.sandbox.http.Fault.Effect;
import com.pmerit.d4.sandbox.http.Fault.Moment;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Optional;

/** One call and the effect, if any, that a fault has on it. */
final class FaultyExchange {
    private final Optional<Effect> effect;

    FaultyExchange(Optional<Effect> effect) {
        this.effect = effect;
    }

    /** What happens before the server acts: a pause, or an answer instead of acting. */
    Optional<Response> before() throws InterruptedIOException {
        pause(Moment.BEFORE_ACTING);
        return otherAnswer(Moment.BEFORE_ACTING);
    }

    /** What happens to the real answer. */
    Response after(Response real) throws InterruptedIOException {
        pause(Moment.AFTER_ACTING);
        if (effect.orElse(null) instanceof Fault.WrongContentType wrong) {
            return real.withContentType(wrong.contentType());
        }
        return otherAnswer(Moment.AFTER_ACTING).orElse(real);
    }

    boolean drops(Moment moment) {
        return effect.orElse(null) instanceof Fault.Drop drop && drop.moment() == moment;
    }

    WireFormat.Manner manner() {
        if (effect.orElse(null) instanceof Fault.Truncate truncate) {
            return new WireFormat.Truncated(truncate.keptBytes());
        }
        return effect.orElse(null) instanceof Fault.Trickle trickle
                ? new WireFormat.Trickled(trickle.pause())
                : new WireFormat.Plain();
    }

    private Optional<Response> otherAnswer(Moment moment) {
        if (!(effect.orElse(null) instanceof Fault.Answer answer) || answer.moment() != moment) {
            return Optional.empty();
        }
        return Optional.of(new Response(
                answer.status(),
                answer.contentType(),
                new Headers(answer.headers()),
                new Response.Bytes(Content.of(answer.text()))));
    }

    private void pause(Moment moment) throws InterruptedIOException {
        try {
            if (effect.orElse(null) instanceof Fault.Delay delay && delay.moment() == moment) {
                sleep(delay.time());
            } else if (effect.orElse(null) instanceof Fault.Hold hold && hold.moment() == moment) {
                hold.arrived().countDown();
                hold.released().await();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the server stops");
        }
    }

    private static void sleep(Duration time) throws InterruptedException {
        Thread.sleep(time.toMillis());
    }
}
