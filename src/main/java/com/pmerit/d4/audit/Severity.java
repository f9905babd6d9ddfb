package com.pmerit.d4.audit;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How much a finding of an audit weighs, the heaviest first. */
public enum Severity {
    /** What is live is not what was promised, or could not be seen. */
    ERROR,
    /** A person should look at it before the next release. */
    WARNING,
    /** Good to know; nothing has to be done. */
    NOTE;

    /** Such as {@code error}: as people type it and files have it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it weighs as much as another one, or more. */
    public boolean isAtLeast(Severity other) {
        return compareTo(other) <= 0;
    }

    /** The severity of this word; empty for any other word. */
    public static Optional<Severity> of(String word) {
        return Stream.of(values())
                .filter(severity -> severity.word().equals(word))
                .findFirst();
    }
}
