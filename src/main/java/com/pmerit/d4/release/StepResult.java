package com.pmerit.d4.release;

import java.util.List;

/** What a step did. */
public sealed interface StepResult {

    /** One line for the person at the terminal. */
    String summary();

    /** Something was changed and read back. */
    record Done(String summary, List<String> details, Progress progress) implements StepResult {
        public Done {
            details = List.copyOf(details);
        }

        public Done(String summary, Progress progress) {
            this(summary, List.of(), progress);
        }
    }

    /** The wanted result stands already; nothing was written. */
    record AlreadyDone(String summary, Progress progress) implements StepResult {}

    /** Nothing had to be looked at or changed: what the step is about is not part of this release. */
    record NotNeeded(String summary) implements StepResult {}

    /**
     * The step fell short and the release stops here.
     *
     * @param summary what happened, to which object
     * @param details the evidence, line by line
     * @param liveNow one sentence: what users meet at this moment, and what else stays changed
     * @param remedy the next command or change
     * @param safe whether users still meet what they met before the release
     */
    record Failed(String summary, List<String> details, String liveNow, String remedy, boolean safe)
            implements StepResult {
        public Failed {
            details = List.copyOf(details);
        }
    }
}
