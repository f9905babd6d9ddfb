package com.pmerit.d4.database.rehearsal;

import com.pmerit.d4.database.Rule;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Before {@code CREATE UNIQUE INDEX}: are rows alike in what it is over? */
final class UniqueIndexQuestion {
    private UniqueIndexQuestion() {}

    static Optional<Question> of(Deed deed, Changes changes) {
        Clause clause = deed.clause();
        int on = clause.outside("on").orElse(clause.tokens().size());
        if (!clause.isWord(1, "unique") || on + 2 >= clause.tokens().size()) {
            return Optional.empty();
        }
        String table = clause.tokens().get(on + 1).value();
        int open = on + 2;
        int close = clause.closing(open);
        List<String> values = clause.until(close).from(open + 1).items().stream()
                .map(UniqueIndexQuestion::withoutDirection)
                .toList();
        Clause rest = clause.from(close + 1);
        String where = rest.isWord(0, "where") ? " AND (" + rest.from(1).written() + ")" : "";
        String notNull =
                values.stream().map(value -> "(" + value + ") IS NOT NULL").collect(Collectors.joining(" AND "));
        String over = String.join(", ", values);
        return Optional.of(new Question(
                "SELECT coalesce(sum(n), 0) AS n0 FROM (SELECT count(*) AS n FROM " + Names.quoted(table) + " WHERE "
                        + notNull + where + " GROUP BY " + over + " HAVING count(*) > 1)",
                List.of(changes.violates(Rule.UNIQUE_ON_EXISTING, table, "of " + table + " alike in (" + over + ")")),
                List.of(table)));
    }

    private static String withoutDirection(Clause column) {
        int last = column.tokens().size() - 1;
        boolean directed = column.isWord(last, "asc") || column.isWord(last, "desc");
        return directed ? column.until(last).written() : column.written();
    }
}
