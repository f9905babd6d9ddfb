package com.pmerit.d4.source;

/**
 * A test that failed, by its runner's own account.
 *
 * @param name the runner's name for it, with its file and suites where the runner tells them
 * @param error the first line of what went wrong; empty when the runner tells nothing
 */
record FailedTest(String name, String error) {
    private static final int LONGEST = 240;

    /** Both in one line, cut when very long. */
    String line() {
        String line = error.isEmpty() ? name : name + ": " + error;
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
    }
}
