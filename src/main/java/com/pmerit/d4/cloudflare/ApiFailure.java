package com.pmerit.d4.cloudflare;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Why a call did not give what it was made for. Every kind has a message for a person: what, where, and the mend. */
public sealed interface ApiFailure {
    /** The call that failed. */
    ApiCall call();

    /** One line: the call, the object, the answer and what to do. Never contains a secret value. */
    String message();

    /** The answer, when there was one. */
    default Optional<ApiAnswer> answer() {
        return Optional.empty();
    }

    /** Whether Cloudflare gave this code in its answer. */
    default boolean hasCode(int code) {
        return answer().filter(given -> given.hasCode(code)).isPresent();
    }

    /** Whether a D1 database understood the SQL and refused it, so that nothing of the request was kept. */
    default boolean isSqlRefusal() {
        return hasCode(7500);
    }

    /** There was an answer, and it was not the one hoped for. */
    sealed interface Answered extends ApiFailure {
        /** That answer. */
        ApiAnswer given();

        @Override
        default Optional<ApiAnswer> answer() {
            return Optional.of(given());
        }
    }

    /**
     * Cloudflare understood and said no.
     *
     * @param call the call
     * @param given the answer
     */
    record Refused(ApiCall call, ApiAnswer given) implements Answered {
        @Override
        public String message() {
            return "Could not " + call + ": Cloudflare refused: " + given + ". Nothing was changed by this call.";
        }
    }

    /**
     * The token is unknown, expired, or lacks a permission.
     *
     * @param call the call
     * @param given the answer
     * @param source where the token came from
     */
    record Unauthorized(ApiCall call, ApiAnswer given, String source) implements Answered {
        @Override
        public String message() {
            return "Could not " + call + ": Cloudflare does not accept the API token from " + source + " for this: "
                    + given
                    + ". Check in the dashboard (My Profile, API Tokens) that the token is active, belongs to this account and has"
                    + " the permission for this call.";
        }
    }

    /**
     * The object does not exist, or not yet: a read right after a create may lag for some seconds.
     *
     * @param call the call
     * @param given the answer
     */
    record NotFound(ApiCall call, ApiAnswer given) implements Answered {
        @Override
        public String message() {
            return "Could not " + call + ": it does not exist in this account: " + given
                    + ". Check the name or id and the account id.";
        }
    }

    /**
     * Too many calls.
     *
     * @param call the call
     * @param given the answer
     * @param retryAfter how long Cloudflare asks to wait, when it said so
     */
    record RateLimited(ApiCall call, ApiAnswer given, Optional<Duration> retryAfter) implements Answered {
        @Override
        public String message() {
            return "Could not " + call + ": too many calls: " + given + ". Try again in "
                    + retryAfter.map(wait -> wait.toSeconds() + " s").orElse("5 minutes")
                    + "; 1200 calls in 5 minutes are shared with the dashboard and every other tool of this user.";
        }
    }

    /**
     * Cloudflare's edge, or something in front of it, answered instead of the API.
     *
     * @param call the call
     * @param given the answer
     * @param how what gave it away
     */
    record EdgeBlocked(ApiCall call, ApiAnswer given, String how) implements Answered {
        @Override
        public String message() {
            return "Could not " + call + ": the request was blocked before it reached the API (" + how + "): " + given
                    + ". Try from another network, or give Cloudflare's support the cf-ray.";
        }
    }

    /**
     * The answer is not what the API is documented to send.
     *
     * @param call the call
     * @param given the answer
     * @param what what is wrong with it
     */
    record Malformed(ApiCall call, ApiAnswer given, String what) implements Answered {
        @Override
        public String message() {
            return "Could not " + call + ": the answer cannot be understood: " + what + " (" + given
                    + "). Check the API base URL and any proxy in between; if both are right, report this.";
        }
    }

    /**
     * Cloudflare itself failed to answer, in every try.
     *
     * @param call the call
     * @param given the last answer
     */
    record Unavailable(ApiCall call, ApiAnswer given) implements Answered {
        @Override
        public String message() {
            return "Could not " + call + ": Cloudflare failed to answer: " + given
                    + ". See https://www.cloudflarestatus.com and run the same command again later.";
        }
    }

    /**
     * No connection, or one that broke before an answer came.
     *
     * @param call the call
     * @param why in plain words
     */
    record Unreachable(ApiCall call, String why) implements ApiFailure {
        @Override
        public String message() {
            return "Could not " + call + ": " + why
                    + ". Check the network, the API base URL and the proxy in settings.xml, then run the same command again.";
        }
    }

    /**
     * A write that d4 itself did not send, because its {@link WriteGuard} objected.
     *
     * @param call the call
     * @param why what spoke against it
     */
    record Withheld(ApiCall call, String why) implements ApiFailure {
        @Override
        public String message() {
            return "Did not " + call + ": " + why + ". Nothing was sent.";
        }
    }

    /**
     * A write was sent and nobody knows whether it took effect.
     *
     * @param cause what went wrong
     */
    record OutcomeUnknown(ApiFailure cause) implements ApiFailure {
        @Override
        public ApiCall call() {
            return cause.call();
        }

        @Override
        public Optional<ApiAnswer> answer() {
            return cause.answer();
        }

        @Override
        public String message() {
            return "It is not known whether this took effect: " + call().purpose() + ". " + cause.message()
                    + " Look at the live state before anything is sent again.";
        }
    }

    /**
     * A D1 request in which one statement failed although the envelope said success.
     *
     * @param call the call
     * @param given the answer
     * @param statement position of the failed statement in the request, from 0
     * @param texts the database's words
     */
    record StatementFailed(ApiCall call, ApiAnswer given, int statement, List<String> texts) implements Answered {
        /** Makes the list unchangeable. */
        public StatementFailed {
            texts = List.copyOf(texts);
        }

        @Override
        public boolean isSqlRefusal() {
            return true;
        }

        @Override
        public String message() {
            return "Could not " + call + ": statement " + (statement + 1) + " failed: "
                    + (texts.isEmpty() ? "without a reason" : String.join("; ", texts)) + " (" + given + ").";
        }
    }
}
