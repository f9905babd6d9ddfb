package com.pmerit.d4.cloudflare;

/**
 * What an attempt means.
 *
 * @param <T> what a successful call gives
 */
sealed interface Judgement<T> {
    /** The result. */
    record Success<T>(T value) implements Judgement<T> {}

    /**
     * No result.
     *
     * @param failure why
     * @param next what may be done about it
     */
    record Failure<T>(ApiFailure failure, Next next) implements Judgement<T> {}

    /** What may be done after a failure. */
    enum Next {
        /** Nothing: the answer is definite. */
        FINAL,
        /** Sending it again: it was certainly not processed. */
        SEND_AGAIN,
        /** Sending it once more: a single 401 may be Cloudflare's own. */
        CHECK_ONCE,
        /** It may have been processed; another try may answer. */
        DOUBTFUL,
        /** It may have been processed, and another try would answer no better. */
        SPOILT
    }
}
