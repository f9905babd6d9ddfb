package com.pmerit.d4.sandbox.http;

import com.pmerit.d4.sandbox.http.Headers.Header;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;

/**
 * A misbehaviour: on which calls it happens, and what happens then.
 *
 * @param method the HTTP method in upper case, or {@code *}
 * @param where which paths count
 * @param nth the first matching call that is hit, from 1
 * @param times how many matching calls in a row are hit, from 1
 * @param effect what happens to them
 */
public record Fault(String method, Where where, int nth, int times, Effect effect) {
    public Fault {
        if (nth < 1 || times < 1) {
            throw new IllegalArgumentException("a fault hits from the first call on, and at least one call");
        }
    }

    /** A fault that hits the first matching call only. */
    public static Fault first(String method, Where where, Effect effect) {
        return new Fault(method, where, 1, 1, effect);
    }

    /** The same fault from another call on. */
    public Fault from(int call) {
        return new Fault(method, where, call, times, effect);
    }

    /** The same fault for that many calls. */
    public Fault during(int calls) {
        return new Fault(method, where, nth, calls, effect);
    }

    boolean hits(int call) {
        return call >= nth && call - nth < times;
    }

    boolean concerns(String calledMethod, String template, String path) {
        return (method.equals("*") || method.equals(calledMethod)) && where.matches(template, path);
    }

    /** Which paths count. */
    public sealed interface Where {
        /** Whether a call of this route template (empty when no route matched) and raw path counts. */
        boolean matches(String template, String path);
    }

    /** Calls of one route, named by its template, for example {@code /accounts/{account}/workers/scripts/{script}/versions}. */
    public record Template(String text) implements Where {
        @Override
        public boolean matches(String template, String path) {
            return text.equals(template);
        }
    }

    /** Calls in whose raw path (without the query) the expression is found. */
    public record Matching(Pattern expression) implements Where {
        @Override
        public boolean matches(String template, String path) {
            return expression.matcher(path).find();
        }
    }

    /** Whether the server has done what was asked when the effect sets in. */
    public enum Moment {
        /** Nothing was done. */
        BEFORE_ACTING,
        /** It was done, and the caller does not learn it. */
        AFTER_ACTING
    }

    /** What happens. */
    public sealed interface Effect {}

    /** Another answer instead of the real one. */
    public record Answer(Moment moment, int status, String contentType, List<Header> headers, String text)
            implements Effect {
        public Answer {
            headers = List.copyOf(headers);
        }
    }

    /** The connection ends without an answer. */
    public record Drop(Moment moment) implements Effect {}

    /** The real answer breaks off after that many bytes of its body, which Content-Length had promised whole. */
    public record Truncate(int keptBytes) implements Effect {}

    /** The real answer under a wrong Content-Type. */
    public record WrongContentType(String contentType) implements Effect {}

    /** The real answer, later. */
    public record Delay(Moment moment, Duration time) implements Effect {}

    /** The real answer, one byte at a time with this pause between two. */
    public record Trickle(Duration pause) implements Effect {}

    /** The call waits until a test lets it go on. */
    public record Hold(Moment moment, CountDownLatch arrived, CountDownLatch released) implements Effect {
        /** A new hold. */
        public static Hold at(Moment moment) {
            return new Hold(moment, new CountDownLatch(1), new CountDownLatch(1));
        }

        /** Waits until a call is held. */
        public void awaitArrival() throws InterruptedException {
            arrived.await();
        }

        /** Lets the call go on. */
        public void release() {
            released.countDown();
        }
    }
}
