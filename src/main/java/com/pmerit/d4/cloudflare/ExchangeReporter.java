package com.pmerit.d4.cloudflare;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** Tells the listener what went over the wire, masked and bounded. */
final class ExchangeReporter {
    private static final int MOST_BYTES = 16 * 1024;

    private final ExchangeListener listener;
    private final Redactor redactor;

    ExchangeReporter(ExchangeListener listener, Redactor redactor) {
        this.listener = listener;
        this.redactor = redactor;
    }

    void report(ApiRequest request, int attempt, Attempt outcome, long nanos) {
        if (outcome instanceof Attempt.Answered answered) {
            report(request, attempt, nanos, Optional.of(answered.answer()), Optional.empty());
        } else if (outcome instanceof Attempt.Cut cut) {
            report(request, attempt, nanos, Optional.of(cut.answer()), Optional.of(cut.why()));
        } else if (outcome instanceof Attempt.NotSent notSent) {
            report(request, attempt, nanos, Optional.empty(), Optional.of(notSent.why()));
        } else if (outcome instanceof Attempt.Lost lost) {
            report(request, attempt, nanos, Optional.empty(), Optional.of(lost.why()));
        }
    }

    private void report(
            ApiRequest request, int attempt, long nanos, Optional<RawAnswer> answer, Optional<String> trouble) {
        listener.exchanged(new Exchange(
                request.call().method(),
                redactor.mask(request.call().path()),
                attempt,
                answer.map(given -> OptionalInt.of(given.status())).orElse(OptionalInt.empty()),
                Duration.ofNanos(nanos),
                request.payload().size(),
                answer.map(given -> (long) given.body().length).orElse(0L),
                shown(request.payload().shown()),
                answer.map(given -> shown(start(given.body()))).orElse(""),
                answer.flatMap(given -> given.head().ray()),
                trouble.map(redactor::mask)));
    }

    private String start(byte[] body) {
        int length = Math.min(body.length, MOST_BYTES + 4 * redactor.longestSpelling() + 4);
        return new String(body, 0, length, StandardCharsets.UTF_8);
    }

    // Masked before it is cut. What may be the first half of a secret at the very end is dropped.
    private String shown(String text) {
        int longest = redactor.longestSpelling();
        if (text.length() <= MOST_BYTES) {
            return redactor.maskBody(text);
        }
        String masked = redactor.maskBody(text.substring(0, Math.min(text.length(), MOST_BYTES + longest)));
        return masked.substring(0, Math.max(0, Math.min(MOST_BYTES, masked.length() - longest))) + "…";
    }
}
