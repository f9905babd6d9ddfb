package com.pmerit.d4.database.rehearsal;

import com.pmerit.d4.database.MigrationFile;
import java.util.List;

/**
 * A question to the target about rows that a statement will meet. It changes nothing, and brings back numbers only.
 *
 * @param file that the statement stands in
 * @param place the statement
 * @param sql a SELECT of one row, whose columns answer the asks in their order
 * @param asks what its columns mean
 */
record Probe(MigrationFile file, Place place, String sql, List<Ask> asks) {
    Probe {
        asks = List.copyOf(asks);
    }
}
