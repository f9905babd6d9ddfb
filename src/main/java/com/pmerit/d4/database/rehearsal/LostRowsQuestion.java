package com.pmerit.d4.database.rehearsal;

import com.pmerit.d4.database.Rule;
import com.pmerit.d4.database.rehearsal.Ask.Role;
import com.pmerit.d4.database.rehearsal.RowLoss.What;
import java.util.List;

/** After canary rows were lost: how many such rows are there? */
final class LostRowsQuestion {
    private LostRowsQuestion() {}

    static Question of(RowLoss loss, Changes changes) {
        String table = loss.table();
        boolean named = loss.what() == What.TABLE;
        String sql = loss.foreignKey()
                .map(key -> "SELECT (" + Question.referring(table, key) + ") AS n0")
                .orElse("SELECT count(*) AS n0 FROM " + Names.quoted(table));
        String which = loss.foreignKey()
                .map(key -> "of " + table + " that refer to " + key.parent())
                .orElse("of " + table);
        Ask ask = new Ask(
                named ? Role.TAKES_BY_NAME : Role.TAKES_ALONG,
                named ? Rule.TABLE_GONE : Rule.ROWS_LOST,
                table,
                which,
                changes.changed(table));
        return new Question(sql, List.of(ask), List.of(table));
    }
}
