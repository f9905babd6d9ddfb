package com.pmerit.d4.smoke;

import java.util.List;
import java.util.Optional;

/** What one reply means. */
public sealed interface Judgement {

    /** The word that transcripts use. */
    String word();

    /** What is said beyond the word; may be empty. */
    List<String> reasons();

    /**
     * The version in question answered, and rightly.
     *
     * @param version the version that the answer names, if it names one
     */
    record NewOk(Optional<String> version) implements Judgement {
        @Override
        public String word() {
            return "NEW_OK";
        }

        @Override
        public List<String> reasons() {
            return List.of();
        }
    }

    /** The version in question answered, and wrongly; {@code reasons} holds at least one. */
    record NewBad(List<String> reasons) implements Judgement {
        public NewBad {
            reasons = List.copyOf(reasons);
            if (reasons.isEmpty()) {
                throw new IllegalArgumentException("a wrong answer is wrong for a reason");
            }
        }

        @Override
        public String word() {
            return "NEW_BAD";
        }
    }

    /** The version from before answered. */
    record Old(String version) implements Judgement {
        @Override
        public String word() {
            return "OLD";
        }

        @Override
        public List<String> reasons() {
            return List.of("the old version " + version + " answered");
        }
    }

    /** A version answered that is neither the one in question nor the one before. */
    record Other(String version) implements Judgement {
        @Override
        public String word() {
            return "OTHER";
        }

        @Override
        public List<String> reasons() {
            return List.of("version " + version + " answered, which is neither the expected nor the old one");
        }
    }

    /** The reply says nothing about the version in question. */
    record Inconclusive(String reason) implements Judgement {
        @Override
        public String word() {
            return "INCONCLUSIVE";
        }

        @Override
        public List<String> reasons() {
            return List.of(reason);
        }
    }
}
