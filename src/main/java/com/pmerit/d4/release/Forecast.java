package com.pmerit.d4.release;

import java.util.List;

/** What a concern can say beforehand about its part of a release. */
public sealed interface Forecast {

    /**
     * It could look.
     *
     * @param changes its things, those that stay as they are included
     * @param observed what identifies the state that it saw
     * @param warnings what a person should know before the release, a sentence each
     */
    record Known(List<Change> changes, List<Observation> observed, List<String> warnings) implements Forecast {
        public Known {
            changes = List.copyOf(changes);
            observed = List.copyOf(observed);
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * It could not.
     *
     * @param why what is in the way
     * @param details the words of whoever was asked, line by line
     * @param remedy what mends it
     */
    record Unknown(String why, List<String> details, String remedy) implements Forecast {
        public Unknown {
            details = List.copyOf(details);
        }

        /** A state that could not be read, which may be another time. */
        public Unknown(String why) {
            this(why, List.of(), "run the same command again");
        }
    }
}
