package com.pmerit.d4.trial;

import com.pmerit.d4.cloudflare.Limits;
import com.pmerit.d4.sandbox.http.Fault;
import com.pmerit.d4.sandbox.http.Fault.Answer;
import com.pmerit.d4.sandbox.http.Fault.Drop;
import com.pmerit.d4.sandbox.http.Fault.Effect;
import com.pmerit.d4.sandbox.http.Fault.Hold;
import com.pmerit.d4.sandbox.http.Fault.Moment;
import com.pmerit.d4.sandbox.http.Fault.Trickle;
import com.pmerit.d4.sandbox.http.Fault.Truncate;
import com.pmerit.d4.sandbox.http.Fault.WrongContentType;
import com.pmerit.d4.sandbox.http.Headers.Header;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * What can happen to one call of a release: the list of release.md §7, but for a connection that cannot be opened, which no server
 * can bring about.
 *
 * @param effect a new one for each case, for one that holds a call holds it once
 * @param times how many calls of its route in a row it happens to
 */
public record Misfortune(String name, Supplier<Effect> effect, int times) {
    private static final int FOR_GOOD = 1_000;
    private static final Limits HASTY =
            new Limits(Duration.ofSeconds(10), Duration.ofSeconds(1), Duration.ofSeconds(2), 1 << 20);
    private static final String BAD_GATEWAY = "<!DOCTYPE html><html><body>Bad gateway</body></html>";

    /** All of them. */
    public static final List<Misfortune> ALL = List.of(
            once("dropped before acting", new Drop(Moment.BEFORE_ACTING)),
            once("dropped after acting", new Drop(Moment.AFTER_ACTING)),
            once("cut in the middle", new Truncate(10)),
            once("429", error(429, 971, List.of())),
            once("429 with Retry-After", error(429, 971, List.of(new Header("Retry-After", "1")))),
            once("500 before acting", error(500, 10013, List.of())),
            once("502 with HTML after acting", html(Moment.AFTER_ACTING, 502)),
            once("503 before acting", html(Moment.BEFORE_ACTING, 503)),
            once("504 after acting", html(Moment.AFTER_ACTING, 504)),
            once("522 before acting", html(Moment.BEFORE_ACTING, 522)),
            once("200 that is no success", error(200, 7500, List.of())),
            once("a single 401", error(401, 10000, List.of())),
            once("a wrong content type", new WrongContentType("text/plain")),
            once("one byte at a time", new Trickle(Duration.ofMillis(20))),
            new Misfortune("silence after acting", () -> Hold.at(Moment.AFTER_ACTING), 1),
            new Misfortune("silence, and done when the release is over", () -> Hold.at(Moment.BEFORE_ACTING), 1),
            new Misfortune("dead from here on, before acting", () -> new Drop(Moment.BEFORE_ACTING), FOR_GOOD),
            new Misfortune("dead from here on, after acting", () -> new Drop(Moment.AFTER_ACTING), FOR_GOOD));

    /** Those that need no short limits of an exchange, because nobody waits for anything. */
    public static final List<Misfortune> SWIFT =
            ALL.stream().filter(misfortune -> !misfortune.takesTime()).toList();

    /** Short where silence is to end soon; else so long that a slow machine adds no misfortune of its own. */
    public Limits limits() {
        return takesTime() ? HASTY : Limits.STANDARD;
    }

    /** How many cases of it are tried at a time: those that wait for silence to end keep no processor busy. */
    public int sideBySide() {
        return takesTime() ? 8 : 3;
    }

    private boolean takesTime() {
        Effect one = effect.get();
        return one instanceof Hold || one instanceof Trickle;
    }

    /** This misfortune at one call. */
    public Fault at(RecordedCall call) {
        return new Fault(call.method(), new Fault.Template(call.template()), call.occurrence(), times, effect.get());
    }

    /** The name: how a parameter of a test shows. */
    @Override
    public String toString() {
        return name;
    }

    private static Misfortune once(String name, Effect effect) {
        return new Misfortune(name, () -> effect, 1);
    }

    private static Effect html(Moment moment, int status) {
        return new Answer(moment, status, "text/html", List.of(), BAD_GATEWAY);
    }

    private static Effect error(int status, int code, List<Header> headers) {
        String envelope = "{\"success\":false,\"errors\":[{\"code\":" + code
                + ",\"message\":\"An unknown error has occurred.\"}],\"messages\":[],\"result\":null}";
        return new Answer(Moment.BEFORE_ACTING, status, "application/json", headers, envelope);
    }
}
