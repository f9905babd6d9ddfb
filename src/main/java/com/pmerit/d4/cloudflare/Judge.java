package com.pmerit.d4.cloudflare;

import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.pmerit.d4.cloudflare.Judgement.Next;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.hc.core5.http.HttpStatus;

/** Judges answers by their envelope, not by their status. */
final class Judge {
    private static final Set<Integer> NOT_FOUND = Set.of(10007, 10090, 7404, 8000007);
    /** With a 403 it says that this token is known and lacks a right, which no second try gives it. */
    private static final int LACKS_A_RIGHT = 9109;

    private static final Set<Integer> UNAUTHORIZED = Set.of(10000, 9106, LACKS_A_RIGHT, 7403);
    private static final int D1_REFUSED = 7500;

    private final String credentialSource;
    private final Redactor redactor;
    private final RetryAfter retryAfter;

    Judge(String credentialSource, Redactor redactor, RetryAfter retryAfter) {
        this.credentialSource = credentialSource;
        this.redactor = redactor;
        this.retryAfter = retryAfter;
    }

    <T> Judgement<T> judge(ApiCall call, Attempt attempt, Function<Envelope, T> reader) {
        if (attempt instanceof Attempt.NotSent notSent) {
            return failed(new ApiFailure.Unreachable(call, text(notSent.why())), Next.SEND_AGAIN);
        }
        if (attempt instanceof Attempt.Lost lost) {
            String why = "the connection gave no answer: " + text(lost.why());
            return failed(new ApiFailure.Unreachable(call, why), Next.DOUBTFUL);
        }
        if (attempt instanceof Attempt.Cut cut) {
            ApiFailure failure = new ApiFailure.Malformed(call, bare(cut.answer()), text(cut.why()));
            return failed(failure, cut.tooLarge() ? Next.SPOILT : Next.DOUBTFUL);
        }
        return judgeAnswer(call, ((Attempt.Answered) attempt).answer(), reader);
    }

    /** Judges the answer of a call that gives a form; without one it is a refusal in the usual envelope. */
    <T> Judgement<T> judgeForm(ApiCall call, Attempt attempt, Function<RawAnswer, T> reader) {
        if (!(attempt instanceof Attempt.Answered answered && isForm(answered.answer()))) {
            return judge(call, attempt, envelope -> {
                throw new MalformedAnswerException("it is not a form of modules");
            });
        }
        RawAnswer answer = answered.answer();
        try {
            return new Judgement.Success<>(reader.apply(answer));
        } catch (MalformedAnswerException | IllegalArgumentException unfit) {
            return failed(
                    new ApiFailure.Malformed(call, bare(answer), text(String.valueOf(unfit.getMessage()))),
                    Next.SPOILT);
        }
    }

    private static boolean isForm(RawAnswer answer) {
        return answer.status() == HttpStatus.SC_OK
                && answer.head().contentType().toLowerCase(Locale.ROOT).startsWith("multipart/form-data");
    }

    private <T> Judgement<T> judgeAnswer(ApiCall call, RawAnswer answer, Function<Envelope, T> reader) {
        int status = answer.status();
        if (answer.head().mitigated().isPresent() || (status == HttpStatus.SC_FORBIDDEN && isHtml(answer))) {
            String how = answer.head()
                    .mitigated()
                    .map(kind -> "cf-mitigated: " + text(kind))
                    .orElse("an HTML page with status 403");
            return failed(new ApiFailure.EdgeBlocked(call, bare(answer), how), Next.FINAL);
        }
        if (status == HttpStatus.SC_PROXY_AUTHENTICATION_REQUIRED) {
            String why = "the proxy does not accept the user and password of settings.xml";
            return failed(new ApiFailure.Unreachable(call, why), Next.FINAL);
        }
        boolean silent = status == HttpStatus.SC_NO_CONTENT || status == HttpStatus.SC_RESET_CONTENT;
        if (silent && answer.body().length == 0) {
            return read(call, Json.object(), Json.object().put("success", true), bare(answer), reader);
        }
        if (answer.body().length == 0) {
            return judgeOther(call, answer, new IOException("empty"));
        }
        try {
            return judgeJson(call, answer, Json.read(answer.body()), reader);
        } catch (IOException notJson) {
            return judgeOther(call, answer, notJson);
        }
    }

    private <T> Judgement<T> judgeJson(ApiCall call, RawAnswer answer, JsonNode body, Function<Envelope, T> reader) {
        if (!body.path("success").isBoolean()) {
            return answer.status() >= HttpStatus.SC_INTERNAL_SERVER_ERROR || isTooMany(answer)
                    ? judgeStatus(call, answer, bare(answer))
                    : failed(
                            new ApiFailure.Malformed(call, bare(answer), "JSON without the field success"),
                            Next.DOUBTFUL);
        }
        ApiAnswer given = new ApiAnswer(answer.status(), errors(body), ray(answer));
        if (!body.path("success").booleanValue()) {
            return judgeRefusal(call, answer, given);
        }
        return read(call, body.path("result"), body, given, reader);
    }

    private <T> Judgement<T> read(
            ApiCall call, JsonNode result, JsonNode body, ApiAnswer given, Function<Envelope, T> reader) {
        try {
            return new Judgement.Success<>(reader.apply(new Envelope(result, body.path("result_info"), given)));
        } catch (MalformedAnswerException | IllegalArgumentException unfit) {
            // Records refuse what they cannot be made of, whether it comes from a caller or over the wire.
            ApiFailure failure = new ApiFailure.Malformed(call, given, text(String.valueOf(unfit.getMessage())));
            return failed(failure, Next.SPOILT);
        } catch (StatementFailedException refused) {
            return failed(refused.asFailure(call, given, redactor), Next.FINAL);
        }
    }

    private <T> Judgement<T> judgeRefusal(ApiCall call, RawAnswer answer, ApiAnswer given) {
        boolean sqlSaidNo = given.errors().stream()
                .anyMatch(error -> error.code() == D1_REFUSED && error.text().contains("SQLITE_"));
        if (sqlSaidNo) {
            return failed(new ApiFailure.Refused(call, given), Next.FINAL);
        }
        if (isTooMany(answer) || answer.status() >= HttpStatus.SC_INTERNAL_SERVER_ERROR) {
            return judgeStatus(call, answer, given);
        }
        if (answer.status() == HttpStatus.SC_UNAUTHORIZED
                || UNAUTHORIZED.stream().anyMatch(given::hasCode)) {
            boolean definite = answer.status() == HttpStatus.SC_FORBIDDEN && given.hasCode(LACKS_A_RIGHT);
            return failed(
                    new ApiFailure.Unauthorized(call, given, credentialSource),
                    definite ? Next.FINAL : Next.CHECK_ONCE);
        }
        if (NOT_FOUND.stream().anyMatch(given::hasCode) || isMissing(given)) {
            return failed(new ApiFailure.NotFound(call, given), Next.FINAL);
        }
        return failed(new ApiFailure.Refused(call, given), Next.FINAL);
    }

    // 7003 says that the path itself is not known, which a caller must not take for a missing object.
    private static boolean isMissing(ApiAnswer given) {
        return given.status() == HttpStatus.SC_NOT_FOUND && !given.hasCode(7003);
    }

    private <T> Judgement<T> judgeStatus(ApiCall call, RawAnswer answer, ApiAnswer given) {
        if (isTooMany(answer)) {
            ApiFailure failure = new ApiFailure.RateLimited(
                    call, given, retryAfter.read(answer.head().retryAfter()));
            return failed(failure, Next.SEND_AGAIN);
        }
        return failed(new ApiFailure.Unavailable(call, given), Next.DOUBTFUL);
    }

    private <T> Judgement<T> judgeOther(ApiCall call, RawAnswer answer, IOException notJson) {
        int status = answer.status();
        if (isTooMany(answer) || status >= HttpStatus.SC_INTERNAL_SERVER_ERROR) {
            return judgeStatus(call, answer, bare(answer));
        }
        if (status == HttpStatus.SC_UNAUTHORIZED) {
            return failed(new ApiFailure.Unauthorized(call, bare(answer), credentialSource), Next.CHECK_ONCE);
        }
        boolean elsewhere = status >= HttpStatus.SC_REDIRECTION && status < HttpStatus.SC_BAD_REQUEST;
        return failed(
                new ApiFailure.Malformed(call, bare(answer), what(answer, notJson)),
                elsewhere ? Next.SPOILT : Next.DOUBTFUL);
    }

    private String what(RawAnswer answer, IOException notJson) {
        if (answer.body().length == 0) {
            return "it is empty";
        }
        if (isHtml(answer)) {
            return "it is an HTML page, not JSON";
        }
        return notJson instanceof JsonEOFException
                ? "it is JSON that breaks off after " + answer.body().length + " bytes"
                : "it is not JSON (" + text(answer.head().contentType()) + ")";
    }

    private static boolean isTooMany(RawAnswer answer) {
        return answer.status() == HttpStatus.SC_TOO_MANY_REQUESTS;
    }

    private static boolean isHtml(RawAnswer answer) {
        int length = Math.min(answer.body().length, 256);
        String start = new String(answer.body(), 0, length, StandardCharsets.UTF_8).stripLeading();
        return start.startsWith("<")
                || answer.head().contentType().toLowerCase(Locale.ROOT).startsWith("text/html");
    }

    private List<ApiError> errors(JsonNode body) {
        List<ApiError> errors = new ArrayList<>();
        for (JsonNode error : body.path("errors")) {
            errors.add(new ApiError(
                    error.path("code").asInt(0), text(error.path("message").asText(""))));
        }
        if (errors.isEmpty() && body.hasNonNull("error")) {
            errors.add(new ApiError(
                    body.path("code").asInt(0), text(body.path("error").asText(""))));
        }
        return errors;
    }

    private String text(String raw) {
        return PlainText.of(redactor.mask(raw));
    }

    private ApiAnswer bare(RawAnswer answer) {
        return new ApiAnswer(answer.status(), List.of(), ray(answer));
    }

    private Optional<String> ray(RawAnswer answer) {
        return answer.head().ray().map(this::text);
    }

    private static <T> Judgement<T> failed(ApiFailure failure, Next next) {
        return new Judgement.Failure<>(failure, next);
    }
}
