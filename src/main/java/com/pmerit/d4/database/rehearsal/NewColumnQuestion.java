package com.pmerit.d4.database.rehearsal;

import com.pmerit.d4.database.Rule;
import com.pmerit.d4.sql.TableModel;
import com.pmerit.d4.sql.TableModel.Column;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Before an {@code ALTER TABLE … ADD COLUMN} that canary rows refused: is there a row that refuses it? */
final class NewColumnQuestion {
    private NewColumnQuestion() {}

    /**
     * Derives it.
     *
     * @param before the table before the statement
     * @param after the table behind it; nothing when it was refused without rows, too
     */
    static Optional<Question> of(Deed deed, TableModel before, Optional<TableModel> after, Changes changes) {
        Clause added = deed.fromTarget().from(1);
        if (!deed.failed() || !added.isWord(0, "add")) {
            return Optional.empty();
        }
        boolean check = deed.refusal()
                .filter(words -> words.contains("CHECK constraint"))
                .isPresent();
        if (!check || after.isEmpty()) {
            String table = before.name();
            return Optional.of(new Question(
                    "SELECT count(*) AS n0 FROM " + Names.quoted(table),
                    List.of(changes.violates(Rule.FAILS_ON_ROWS, table, "of " + table)),
                    List.of(table)));
        }
        String column = added.tokens().get(added.isWord(1, "column") ? 2 : 1).value();
        return Optional.of(violating(column, before, after.get(), changes));
    }

    private static Question violating(String column, TableModel before, TableModel after, Changes changes) {
        String table = before.name();
        String value = after.column(column).flatMap(Column::defaultValue).orElse("NULL");
        List<String> checks = after.checks().stream()
                .filter(each -> !before.checks().contains(each))
                .toList();
        String violated = checks.stream().map(each -> "NOT (" + each + ")").collect(Collectors.joining(" OR "));
        return new Question(
                "SELECT count(*) AS n0 FROM (SELECT *, (" + value + ") AS " + Names.quoted(column) + " FROM "
                        + Names.quoted(table) + ") WHERE " + violated,
                List.of(changes.violates(
                        Rule.CHECK_ON_EXISTING,
                        table,
                        "of " + table + " that violate the check " + String.join(" or ", checks))),
                List.of(table));
    }
}
