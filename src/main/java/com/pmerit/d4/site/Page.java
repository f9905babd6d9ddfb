package com.pmerit.d4.site;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What came of asking for a page. */
public sealed interface Page {

    /**
     * An answer came.
     *
     * @param mediaType in small letters and without its parameters; empty when the answer does not name one
     * @param body as far as it was read
     * @param whole whether that is all of it
     * @param location where it leads, as its header says; empty when it leads nowhere
     */
    record Answered(int status, String mediaType, String body, boolean whole, Optional<String> location)
            implements Page {
        private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

        public Answered {
            mediaType = mediaType.toLowerCase(Locale.ROOT);
        }

        boolean isRedirect() {
            return REDIRECTS.contains(status) && location.isPresent();
        }
    }

    /**
     * None came.
     *
     * @param why in words, such as {@code no answer in time}
     */
    record Silent(String why) implements Page {}
}
