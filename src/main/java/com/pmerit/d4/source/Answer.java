package com.pmerit.d4.source;

import com.pmerit.d4.gate.Verdict;
import java.util.List;
import java.util.function.Function;

/** What a look at the sources gave: the fact, or why it cannot be known and what mends that. */
public sealed interface Answer<T> {

    /** The same answer for what is derived from the fact. */
    <U> Answer<U> then(Function<? super T, Answer<U>> next);

    /** The fact. */
    record Known<T>(T value) implements Answer<T> {
        @Override
        public <U> Answer<U> then(Function<? super T, Answer<U>> next) {
            return next.apply(value);
        }
    }

    /**
     * The fact cannot be known.
     *
     * @param summary one line: what is in the way
     * @param details the words of the tool that was asked; may be empty
     * @param remedy the command or change that mends it
     */
    record Unknown<T>(String summary, List<String> details, String remedy) implements Answer<T> {
        public Unknown {
            details = List.copyOf(details);
        }

        public Unknown(String summary, String remedy) {
            this(summary, List.of(), remedy);
        }

        /** The failure of a gate that needs the fact. */
        public Verdict.Failed asFailure() {
            return new Verdict.Failed(summary, details, remedy);
        }

        @Override
        public <U> Answer<U> then(Function<? super T, Answer<U>> next) {
            return new Unknown<>(summary, details, remedy);
        }
    }
}
