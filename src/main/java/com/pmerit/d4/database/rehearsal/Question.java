package com.pmerit.d4.database.rehearsal;

import com.pmerit.d4.sql.TableModel.ForeignKey;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a statement makes one ask, in terms of the tables that it will meet.
 *
 * @param sql a SELECT of one row, whose columns {@code n0}, {@code n1}, … answer the asks in their order
 * @param asks what its columns mean; at least one
 * @param tables that it reads
 */
record Question(String sql, List<Ask> asks, List<String> tables) {
    Question {
        asks = List.copyOf(asks);
        tables = List.copyOf(tables);
    }

    /** The same with a {@code WITH …} in front that its text rests on. */
    Question behind(String prelude) {
        return new Question(prelude + sql, asks, tables);
    }

    /** Counts the rows of a table that refer to something by a foreign key of it. */
    static String referring(String table, ForeignKey key) {
        return "SELECT count(*) FROM " + Names.quoted(table) + " WHERE "
                + key.columns().stream()
                        .map(column -> Names.quoted(column) + " IS NOT NULL")
                        .collect(Collectors.joining(" AND "));
    }
}
