package com.pmerit.d4.sandbox.d1;

import com.pmerit.d4.sql.D1Result;
import java.util.List;
import java.util.Optional;

/** Adds up what several statements did. */
final class ResultTotals {
    private ResultTotals() {}

    /** The rows of the last one, the counts of all; empty for none. */
    static Optional<D1Result> of(List<D1Result> results) {
        return results.stream().reduce(ResultTotals::add);
    }

    private static D1Result add(D1Result earlier, D1Result later) {
        return new D1Result(
                later.columns(),
                later.rows(),
                earlier.changes() + later.changes(),
                later.lastRowId(),
                earlier.rowsRead() + later.rowsRead(),
                earlier.rowsWritten() + later.rowsWritten(),
                earlier.duration().plus(later.duration()),
                earlier.changedDatabase() || later.changedDatabase(),
                later.sizeAfter());
    }
}
