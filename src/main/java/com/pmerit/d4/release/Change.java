package com.pmerit.d4.release;

/**
 * One row of a plan: a thing as it is and as it will be. Texts only say what a person may read: secrets by their names, and no
 * value of a variable, for a live one may have been set by hand and be a secret all the same.
 *
 * @param subject of what kind it is, such as {@code code}, {@code var}, {@code migration}
 * @param name which one, such as {@code 0047_prices.sql}
 * @param before how it is at the moment of planning
 * @param after how it will be; the same text when the release leaves it as it is
 */
public record Change(String subject, String name, String before, String after) {
    /**
     * Checks the texts.
     *
     * @throws IllegalArgumentException when one of them is blank: a row must say something in each column
     */
    public Change {
        if (subject.isBlank() || name.isBlank() || before.isBlank() || after.isBlank()) {
            throw new IllegalArgumentException("a row of a plan without words: " + subject + " " + name);
        }
    }

    /** A thing that the release leaves as it is. */
    public static Change none(String subject, String name, String state) {
        return new Change(subject, name, state, state);
    }

    /** Whether the release changes it. */
    public boolean isNeeded() {
        return !before.equals(after);
    }
}
