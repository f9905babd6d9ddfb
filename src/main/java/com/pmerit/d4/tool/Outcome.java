package com.pmerit.d4.tool;

import java.time.Duration;

/** How a command ended. */
public sealed interface Outcome {

    /**
     * The program ran to its end, which says nothing about success.
     *
     * @param code the exit code
     * @param standardOutput its standard output, or both streams when the command merged them
     * @param standardError its standard error, empty when the command merged them
     * @param duration how long it ran
     */
    record Exited(int code, Output standardOutput, Output standardError, Duration duration) implements Outcome {}

    /**
     * The time limit passed, and the program was killed with all that it had started.
     *
     * @param limit the limit that passed
     * @param standardOutput what it had written until then, or both streams when the command merged them
     * @param standardError what it had written until then, empty when the command merged them
     */
    record TimedOut(Duration limit, Output standardOutput, Output standardError) implements Outcome {}

    /**
     * There is no such program on the {@code PATH}; nothing ran.
     *
     * @param program the name that was looked for
     * @param remedy what to install
     */
    record NotFound(String program, String remedy) implements Outcome {}
}
