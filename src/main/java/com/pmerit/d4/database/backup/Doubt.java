package com.pmerit.d4.database.backup;

import java.util.List;

/** Leaves a restore of which it is not known whether it was done. */
final class Doubt extends Unanswered {
    private static final long serialVersionUID = 1L;

    Doubt(String why, List<String> details, String remedy) {
        super(why, details, remedy);
    }
}
