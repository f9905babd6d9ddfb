package com.pmerit.d4.report;

import java.util.function.Function;

/** Something that was looked at: it was read, or it could not be read, which is told instead. */
public sealed interface Seen<T> {

    /** One text out of both alternatives. */
    <U> U fold(Function<? super T, ? extends U> read, Function<? super String, ? extends U> unreadable);

    /** It was read. */
    record Read<T>(T value) implements Seen<T> {
        @Override
        public <U> U fold(Function<? super T, ? extends U> read, Function<? super String, ? extends U> unreadable) {
            return read.apply(value);
        }
    }

    /**
     * It could not be read.
     *
     * @param why one sentence
     */
    record Unreadable<T>(String why) implements Seen<T> {
        @Override
        public <U> U fold(Function<? super T, ? extends U> read, Function<? super String, ? extends U> unreadable) {
            return unreadable.apply(why);
        }
    }
}
