package com.pmerit.d4.cloudflare;

import java.util.Optional;
import java.util.function.Function;

/**
 * What a call gave: a value or a failure.
 *
 * @param <T> the value
 */
public sealed interface ApiResult<T> {
    /**
     * The call did what it was made for.
     *
     * @param value the result
     * @param <T> its type
     */
    record Ok<T>(T value) implements ApiResult<T> {
        @Override
        public <U> U fold(Function<? super T, ? extends U> ok, Function<? super ApiFailure, ? extends U> failed) {
            return ok.apply(value);
        }
    }

    /**
     * The call did not.
     *
     * @param reason why
     * @param <T> the type that was wanted
     */
    record Failed<T>(ApiFailure reason) implements ApiResult<T> {
        @Override
        public <U> U fold(Function<? super T, ? extends U> ok, Function<? super ApiFailure, ? extends U> failed) {
            return failed.apply(reason);
        }
    }

    /** One result out of both alternatives. */
    <U> U fold(Function<? super T, ? extends U> ok, Function<? super ApiFailure, ? extends U> failed);

    /** Turns the value into another one. */
    default <U> ApiResult<U> map(Function<? super T, ? extends U> change) {
        return fold(value -> new Ok<>(change.apply(value)), Failed::new);
    }

    /** Makes the next call with the value. */
    default <U> ApiResult<U> then(Function<? super T, ApiResult<U>> next) {
        return fold(next, Failed::new);
    }

    /** Takes {@link ApiFailure.NotFound} as the answer "there is none". */
    default ApiResult<Optional<T>> orAbsent() {
        return fold(
                value -> new Ok<>(Optional.of(value)),
                failure -> failure instanceof ApiFailure.NotFound ? new Ok<>(Optional.empty()) : new Failed<>(failure));
    }

    /** The failure, if it is one. */
    default Optional<ApiFailure> failure() {
        return fold(value -> Optional.empty(), Optional::of);
    }

    /**
     * The value.
     *
     * @throws CloudflareException when the call failed; for callers that have no other way on
     */
    default T orElseThrow() {
        return fold(value -> value, failure -> {
            throw new CloudflareException(failure);
        });
    }
}
