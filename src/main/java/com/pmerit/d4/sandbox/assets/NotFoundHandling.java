package com.pmerit.d4.sandbox.assets;

import java.util.Arrays;
import java.util.Optional;

/** What a Worker's files answer where there is none (Workers documentation, "Static assets: routing"). */
public enum NotFoundHandling {
    /** Nothing: the Worker is asked, or 404. */
    NONE("none"),
    /** The nearest {@code 404.html}. */
    PAGE("404-page"),
    /** {@code /index.html} with 200. */
    SINGLE_PAGE_APPLICATION("single-page-application");

    private final String word;

    NotFoundHandling(String word) {
        this.word = word;
    }

    /** The handling of that name in a configuration. */
    public static Optional<NotFoundHandling> of(String word) {
        return Arrays.stream(values()).filter(one -> one.word.equals(word)).findFirst();
    }
}
