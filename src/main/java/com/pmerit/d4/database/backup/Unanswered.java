package com.pmerit.d4.database.backup;

import java.util.List;

/** Leaves the work on a backup or a restore where it cannot go on; never leaves this package. */
final class Unanswered extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<String> details;
    private final String remedy;
    private final boolean inDoubt;

    /** In words for a person. */
    Unanswered(String why, List<String> details, String remedy) {
        this(why, details, remedy, false);
    }

    private Unanswered(String why, List<String> details, String remedy, boolean inDoubt) {
        super(why);
        this.details = List.copyOf(details);
        this.remedy = remedy;
        this.inDoubt = inDoubt;
    }

    /** The same of a restore of which it is not known whether it was done. */
    static Unanswered doubt(String why, List<String> details, String remedy) {
        return new Unanswered(why, details, remedy, true);
    }

    boolean isInDoubt() {
        return inDoubt;
    }

    String why() {
        return String.valueOf(getMessage());
    }

    List<String> details() {
        return details;
    }

    String remedy() {
        return remedy;
    }
}
