package com.pmerit.d4.mojo;

import com.pmerit.d4.sandbox.http.Fault;
import com.pmerit.d4.sandbox.http.Fault.Answer;
import com.pmerit.d4.sandbox.http.Fault.Drop;
import com.pmerit.d4.sandbox.http.Fault.Effect;
import com.pmerit.d4.sandbox.http.Fault.Moment;
import com.pmerit.d4.sandbox.http.Fault.Truncate;
import com.pmerit.d4.sandbox.http.Headers.Header;
import java.util.List;

/**
 * What can happen to one call of a release.
 *
 * @param times how many calls of its route in a row it happens to
 */
record Misfortune(String name, Effect effect, int times) {
    private static final int FOR_GOOD = 1_000;

    /** All of them. */
    static final List<Misfortune> ALL = List.of(
            new Misfortune("dropped before acting", new Drop(Moment.BEFORE_ACTING), 1),
            new Misfortune("dropped after acting", new Drop(Moment.AFTER_ACTING), 1),
            new Misfortune("cut in the middle", new Truncate(10), 1),
            new Misfortune("500 before acting", error(500, 10013, List.of()), 1),
            new Misfortune("429 with Retry-After", error(429, 971, List.of(new Header("Retry-After", "1"))), 1),
            new Misfortune(
                    "502 with HTML after acting",
                    new Answer(
                            Moment.AFTER_ACTING,
                            502,
                            "text/html",
                            List.of(),
                            "<!DOCTYPE html><html><body>Bad gateway</body></html>"),
                    1),
            new Misfortune("dead from here on, before acting", new Drop(Moment.BEFORE_ACTING), FOR_GOOD),
            new Misfortune("dead from here on, after acting", new Drop(Moment.AFTER_ACTING), FOR_GOOD));

    /** This misfortune at one call. */
    Fault at(RecordedCall call) {
        return new Fault(call.method(), new Fault.Template(call.template()), call.occurrence(), times, effect);
    }

    private static Effect error(int status, int code, List<Header> headers) {
        String envelope = "{\"success\":false,\"errors\":[{\"code\":" + code
                + ",\"message\":\"An unknown error has occurred.\"}],\"messages\":[],\"result\":null}";
        return new Answer(Moment.BEFORE_ACTING, status, "application/json", headers, envelope);
    }
}
