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
     * @param liveNow one sentence: what users meet at this moment, and what else this step left changed; that migrations stay applied is said of
     *     the whole release
     * @param remedy the next command or change
     * @param aftermath what has to follow
     */
    record Failed(String summary, List<String> details, String liveNow, String remedy, Aftermath aftermath)
            implements StepResult {
        public Failed {
            details = List.copyOf(details);
        }

        /** A failure that needs no undo: one after which users meet what they met before, or one that needs a human. */
        public Failed(String summary, List<String> details, String liveNow, String remedy, boolean safe) {
            this(summary, details, liveNow, remedy, safe ? Aftermath.NOTHING : Aftermath.HUMAN);
        }

        /** Whether users still meet what they met before the release. */
        public boolean safe() {
            return aftermath == Aftermath.NOTHING;
        }
    }

    /** What has to follow a failure. */
    enum Aftermath {
        /** Users still meet what they met before the release; at most what this release staged is put away. */
        NOTHING,
        /** Users may meet what did not pass: the release is taken back at once. */
        TAKE_BACK,
        /** Nothing is touched and the run is over: someone else put something live, or nothing is there to go back to. */
        OVER,
        /** The outcome is not known, or an undo failed: nothing is touched, and the next run looks first. */
        HUMAN
    }
}
