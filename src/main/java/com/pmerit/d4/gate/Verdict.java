package com.pmerit.d4.gate;

import java.util.List;

/** What a gate found. Every verdict carries a sentence; a failed one also carries what mends it. */
public sealed interface Verdict {

    /** One line: what was measured, what is wrong, or why nothing was looked at. */
    String summary();

    /** Further lines for the person who mends it; may be empty. */
    default List<String> details() {
        return List.of();
    }

    /** The promise holds; {@code summary} says what was measured, such as "142 tests in 2 packages". */
    record Passed(String summary, List<String> details) implements Verdict {
        public Passed {
            requireText(summary);
            details = List.copyOf(details);
        }

        public Passed(String summary) {
            this(summary, List.of());
        }
    }

    /** The promise holds, but something deserves a look. Never stops a build. */
    record Warned(String summary, List<String> details, String remedy) implements Verdict {
        public Warned {
            requireText(summary);
            requireText(remedy);
            details = List.copyOf(details);
        }
    }

    /** The promise does not hold. {@code remedy} is the command or change that mends it. */
    record Failed(String summary, List<String> details, String remedy) implements Verdict {
        public Failed {
            requireText(summary);
            requireText(remedy);
            details = List.copyOf(details);
        }

        public Failed(String summary, String remedy) {
            this(summary, List.of(), remedy);
        }
    }

    /**
     * The promise does not hold, and a person took it upon themselves to release all the same. Does not stop a build.
     *
     * @param reason the person's words
     * @param what what the gate found
     */
    record Overridden(String reason, Failed what) implements Verdict {
        public Overridden {
            requireText(reason);
        }

        @Override
        public String summary() {
            return "overridden: " + reason + " (the gate failed: " + what.summary() + ")";
        }

        @Override
        public List<String> details() {
            return what.details();
        }
    }

    /**
     * The promise does not apply here, such as a staging gate without an environment. Only configuration may decide
     * this, never something that was read or could not be read.
     */
    record Skipped(String summary) implements Verdict {
        public Skipped {
            requireText(summary);
        }
    }

    private static void requireText(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("a verdict needs words");
        }
    }
}
