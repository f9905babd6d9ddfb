package com.pmerit.d4.site;

import java.util.Locale;

/** What came of asking for a page. */
public sealed interface Page {

    /**
     * An answer came.
     *
     * @param mediaType in small letters and without its parameters; empty when the answer does not name one
     * @param body as far as it was read
     * @param whole whether that is all of it
     */
    record Answered(int status, String mediaType, String body, boolean whole) implements Page {
        public Answered {
            mediaType = mediaType.toLowerCase(Locale.ROOT);
        }
    }

    /**
     * None came.
     *
     * @param why in words, such as {@code no answer in time}
     */
    record Silent(String why) implements Page {}
}
