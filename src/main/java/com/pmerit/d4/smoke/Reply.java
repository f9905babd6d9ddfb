package com.pmerit.d4.smoke;

/** What came of one question: an answer, or none. */
public sealed interface Reply permits Answer, Reply.NoAnswer {

    /**
     * No HTTP answer came.
     *
     * @param reason in words, such as {@code connection refused}
     */
    record NoAnswer(String reason) implements Reply {}
}
