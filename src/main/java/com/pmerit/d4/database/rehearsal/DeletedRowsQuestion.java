package com.pmerit.d4.database.rehearsal;

import com.pmerit.d4.database.Rule;
import com.pmerit.d4.database.rehearsal.Ask.Role;
import com.pmerit.d4.sql.SqlStatement;
import com.pmerit.d4.sql.StatementSplitter;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Before a {@code DELETE}: how many rows does it take? */
final class DeletedRowsQuestion {
    private static final Set<String> FILLING = Set.of("insert", "replace");

    private DeletedRowsQuestion() {}

    /** Derives it. Where the file puts rows into the table again, only the canary rows tell what is lost on the whole. */
    static Optional<Question> of(Deed deed, Changes changes) {
        String table = deed.target();
        boolean lost = deed.rehearsal().losses().stream()
                .anyMatch(loss ->
                        loss.table().equalsIgnoreCase(table) && loss.place().equals(deed.place()));
        if (table.isEmpty() || changes.own(table) || (!lost && isFilledAgain(deed, table))) {
            return Optional.empty();
        }
        Clause from = deed.fromTarget();
        from = from.outside("returning").map(from::until).orElse(from);
        return Optional.of(new Question(
                        "SELECT count(*) AS n0 FROM (SELECT 1 FROM " + from.written() + ")",
                        List.of(new Ask(
                                Role.TAKES_BY_NAME,
                                Rule.ROWS_LOST,
                                table,
                                "of " + table + " that DELETE takes",
                                changes.changed(table))),
                        List.of(table))
                .behind(deed.prelude()));
    }

    private static boolean isFilledAgain(Deed deed, String table) {
        for (SqlStatement statement : StatementSplitter.split(deed.file().sql())) {
            Deed other = Deed.of(deed.rehearsal(), statement);
            if (FILLING.contains(other.kind()) && other.target().equalsIgnoreCase(table)) {
                return true;
            }
        }
        return false;
    }
}
