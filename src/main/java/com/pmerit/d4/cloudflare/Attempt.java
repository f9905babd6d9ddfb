package com.pmerit.d4.cloudflare;

/** What became of one try. */
sealed interface Attempt {
    /** A complete answer. */
    record Answered(RawAnswer answer) implements Attempt {}

    /** A status, but not the whole body. */
    record Cut(RawAnswer answer, String why, boolean tooLarge) implements Attempt {}

    /** Nothing was sent: no connection came about. */
    record NotSent(String why) implements Attempt {}

    /** Something was sent and no answer came. */
    record Lost(String why) implements Attempt {}
}
