package com.pmerit.d4.database.backup;

import java.util.List;

/** Leaves the work on a backup or a restore where it cannot go on; never leaves this package. */
final class Unanswered extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<String> details;
    private final String remedy;

    /** In words for a person. */
    Unanswered(String why, List<String> details, String remedy) {
        super(why);
        this.details = List.copyOf(details);
        this.remedy = remedy;
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
