package com.pmerit.d4.release;

import java.util.List;
import java.util.Optional;

/** Plans of the tests. */
public final class Plans {
    public static final String COMMIT = "4be1c07d5a9e2f8836b1c4d7e0a3f6b9c2d5e8f1";
    public static final String CODE = "e8316333ba4f".repeat(5) + "e831";

    private Plans() {}

    /** A release of new code with one migration. */
    public static Plan release() {
        return with(List.of(
                new Change("code", "shop-staging", "0123456789ab", CODE.substring(0, 12)),
                new Change("migration", "DB/0002_prices.sql", "pending", "applied, 3 statements"),
                Change.none("secret", "PAYMENT_KEY", "set")));
    }

    /** The same release with other rows. */
    public static Plan with(List<Change> changes) {
        return with(changes, List.of());
    }

    /** The same release with other rows and warnings. */
    public static Plan with(List<Change> changes, List<String> warnings) {
        return new Plan(
                "staging",
                "shop-staging",
                Optional.of(COMMIT),
                CODE,
                true,
                changes,
                List.of(new Observation("head deployment", "d1: v1 at 100.0 %")),
                warnings);
    }

    /** With nothing in the way. */
    public static Outlook outlook(Plan plan) {
        return new Outlook(
                plan, new RollbackReadiness(Optional.of("v1"), List.of(), List.of("healthy"), List.of()), List.of());
    }
}
