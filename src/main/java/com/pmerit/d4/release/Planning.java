package com.pmerit.d4.release;

import java.util.List;

/** What became of the attempt to make a plan. */
public sealed interface Planning {

    /** The plan. */
    record Made(Plan plan) implements Planning {}

    /** There is none, for some concern could not look. */
    record Impossible(List<Forecast.Unknown> reasons) implements Planning {
        /**
         * Copies the reasons.
         *
         * @throws IllegalArgumentException when there is none
         */
        public Impossible {
            reasons = List.copyOf(reasons);
            if (reasons.isEmpty()) {
                throw new IllegalArgumentException("a plan that cannot be made for no reason");
            }
        }
    }
}
