package com.pmerit.d4.cloudflare;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.commons.codec.digest.DigestUtils;

/** Tells the listener what went over the wire, masked and bounded. */
final class ExchangeReporter {
    // What was sent is what a replay needs: enough for any migration that D1 takes in one statement.
    private static final int MOST_SENT = 128 * 1024;
    private static final int MOST_RECEIVED = 16 * 1024;

    private final ExchangeListener listener;
    private final Redactor redactor;

    ExchangeReporter(ExchangeListener listener, Redactor redactor) {
        this.listener = listener;
        this.redactor = redactor;
    }

    void report(ApiRequest request, int attempt, Attempt outcome, long nanos) {
        if (listener.equals(ExchangeListener.NONE)) {
            return;
        }
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
                query(request),
                attempt,
                answer.map(given -> OptionalInt.of(given.status())).orElse(OptionalInt.empty()),
                Duration.ofNanos(nanos),
                sent(request.payload()),
                answer.map(given -> request.answerIsPrivate() ? unseen(given) : received(given, trouble.isEmpty()))
                        .orElse(ExchangeBody.NONE),
                answer.flatMap(given -> given.head().ray()).map(this::line),
                trouble.map(this::line)));
    }

    // Where the token does not go, the query of the address is the key.
    private Optional<String> query(ApiRequest request) {
        return request.authorized()
                ? Optional.ofNullable(request.uri().getRawQuery()).map(redactor::mask)
                : Optional.empty();
    }

    private ExchangeBody sent(Payload payload) {
        return new ExchangeBody(
                payload.type(),
                payload.size(),
                payload.field(),
                shown(payload.shown(), MOST_SENT),
                payload.showsAll() && payload.shown().length() <= MOST_SENT,
                payload.modules().stream().map(this::module).toList());
    }

    private ExchangeBody.Module module(WorkerModule module) {
        byte[] content = module.content();
        return new ExchangeBody.Module(
                redactor.mask(module.name()),
                module.type().contentType(),
                content.length,
                DigestUtils.sha256Hex(content));
    }

    private ExchangeBody received(RawAnswer answer, boolean complete) {
        String text = LiveVariables.hiddenIn(answer.body());
        return new ExchangeBody(
                line(answer.head().contentType()),
                answer.body().length,
                Optional.empty(),
                shown(text, MOST_RECEIVED),
                complete && text.length() <= MOST_RECEIVED,
                List.of());
    }

    private ExchangeBody unseen(RawAnswer answer) {
        return new ExchangeBody(
                line(answer.head().contentType()), answer.body().length, Optional.empty(), "", false, List.of());
    }

    private String line(String text) {
        return PlainText.of(redactor.mask(text));
    }

    // Masked before it is cut. What may be the first half of a secret at the very end is dropped.
    private String shown(String text, int most) {
        int longest = redactor.longestSpelling();
        if (text.length() <= most) {
            return redactor.maskBody(text);
        }
        String masked = redactor.maskBody(text.substring(0, Math.min(text.length(), most + longest)));
        return masked.substring(0, Math.max(0, Math.min(most, masked.length() - longest))) + "…";
    }
}
