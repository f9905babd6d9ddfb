package com.pmerit.d4.database;

import java.util.Optional;

/**
 * Whether a database is fit for noting migrations in it: it takes a batch as one transaction, and its tracking table, which is
 * made where there is none, refuses a second row of the same name.
 */
final class Fitness {
    private final LiveDatabase live;

    Fitness(LiveDatabase live) {
        this.live = live;
    }

    /**
     * Why it is not.
     *
     * @param why one sentence
     * @param remedy what helps
     */
    record Unfit(String why, String remedy) {}

    /** Tries it, and makes the tables that note what is applied. */
    Optional<Unfit> objection() {
        AtomicityProof.Finding finding = new AtomicityProof(live).look();
        if (finding instanceof AtomicityProof.Unproven unproven) {
            return Optional.of(new Unfit(
                    "it could not be tried whether " + live.database().name() + " takes a batch as one transaction: "
                            + unproven.why(),
                    "run the same command again"));
        }
        if (finding instanceof AtomicityProof.Refuted refuted) {
            return Optional.of(new Unfit(
                    live.database().name() + " does not take a batch as one transaction: " + refuted.why(),
                    "report this to Cloudflare; until then apply by hand: npx wrangler d1 migrations apply"));
        }
        return live.createTracking()
                .then(created -> live.refusesDuplicates())
                .fold(
                        unique -> unique ? Optional.empty() : Optional.of(duplicates()),
                        failure -> Optional.of(new Unfit(failure.message(), "run the same command again")));
    }

    private Unfit duplicates() {
        String table = live.tracking().name();
        return new Unfit(
                "the table " + table + " of " + live.database().name() + " takes the same name twice",
                "npx wrangler d1 execute " + live.database().name() + " --remote --command \"CREATE UNIQUE INDEX "
                        + table + "_name ON " + table + " (name)\"");
    }
}
