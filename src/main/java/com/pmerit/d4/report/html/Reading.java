package com.pmerit.d4.report.html;

import java.time.Instant;

/** What became of reading a JSON file. */
sealed interface Reading {
    /** There is no such file. */
    record Missing() implements Reading {}

    /**
     * There is one, and it cannot be shown.
     *
     * @param why the rest of a sentence that begins with the file
     */
    record Refused(String why) implements Reading {}

    /**
     * It was read.
     *
     * @param part all of it
     * @param written when the file was written, for those that do not say of when they are
     */
    record Read(Part part, Instant written) implements Reading {}
}
