package com.pmerit.d4.sop;

import com.pmerit.d4.cloudflare.ApiResult;
import java.util.Optional;
import java.util.function.Function;

/** Something that an SOP tells of: it was read, or it could not be read, which is told instead. */
public sealed interface Reading<T> {

    /** One value out of both alternatives. */
    <U> U fold(Function<? super T, ? extends U> read, Function<? super String, ? extends U> unreadable);

    /** What was read; empty when it could not be. */
    default Optional<T> value() {
        return fold(Optional::of, why -> Optional.empty());
    }

    /** Why it could not be read; empty when it was. */
    default Optional<String> trouble() {
        return fold(read -> Optional.empty(), Optional::of);
    }

    /** What an account answered. */
    static <T> Reading<T> of(ApiResult<T> result) {
        return result.fold(Read::new, failure -> new Unreadable<>(failure.message()));
    }

    /** It was read. */
    record Read<T>(T found) implements Reading<T> {
        @Override
        public <U> U fold(Function<? super T, ? extends U> read, Function<? super String, ? extends U> unreadable) {
            return read.apply(found);
        }
    }

    /**
     * It could not be read.
     *
     * @param why one sentence
     */
    record Unreadable<T>(String why) implements Reading<T> {
        @Override
        public <U> U fold(Function<? super T, ? extends U> read, Function<? super String, ? extends U> unreadable) {
            return unreadable.apply(why);
        }
    }
}
