package com.pmerit.d4.smoke;

import com.pmerit.d4.release.Progress;

/** What is said of migrations when a release stops: no undo takes them back. */
final class AppliedMigrations {
    private AppliedMigrations() {}

    /** Such as {@code ; 0007_prices.sql stays applied}; nothing when this release applied none. */
    static String of(Progress progress) {
        return switch (progress.migrations().size()) {
            case 0 -> "";
            case 1 -> "; migration " + progress.migrations().get(0) + " stays applied";
            default -> "; " + progress.migrations().size() + " migrations stay applied";
        };
    }
}
