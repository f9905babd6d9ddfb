package com.pmerit.d4.smoke;

import java.time.Duration;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * One question and what its reply means.
 *
 * @param offset when it was asked, from the first question on
 * @param latency until the reply was there
 * @param status the HTTP status; empty when no answer came
 * @param judgement what it means
 */
public record Attempt(Duration offset, Duration latency, OptionalInt status, Judgement judgement) {

    /** The same with another meaning. */
    Attempt judged(Judgement other) {
        return new Attempt(offset, latency, status, other);
    }

    /** The attempt as a line, such as {@code +1.0 s  503 in 12 ms  NEW_BAD  status 503 where 200 was expected}. */
    public String line() {
        String what = status.isPresent() ? Integer.toString(status.getAsInt()) : "---";
        String reasons = String.join("; ", judgement.reasons());
        return String.format(
                        Locale.ROOT,
                        "+%.1f s  %s in %d ms  %s  %s",
                        offset.toMillis() / 1000.0,
                        what,
                        latency.toMillis(),
                        judgement.word(),
                        reasons)
                .strip();
    }
}
