package com.pmerit.d4.database.rehearsal;

import com.pmerit.d4.database.Rule;
import com.pmerit.d4.sql.TableModel;
import com.pmerit.d4.sql.TableModel.ForeignKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Before a {@code DROP TABLE} that canary rows of other tables forbade: are there rows that forbid it? */
final class DroppedTableQuestion {
    private static final Set<String> FORBIDDING = Set.of("RESTRICT", "NO ACTION");

    private DroppedTableQuestion() {}

    /**
     * Derives it.
     *
     * @param others the tables that are left behind the statement: rows that refer to their own table go with it
     */
    static Optional<Question> of(Deed deed, Collection<TableModel> others, Changes changes) {
        List<String> counts = new ArrayList<>();
        List<Ask> asks = new ArrayList<>();
        List<String> tables = new ArrayList<>();
        for (TableModel child : deed.failed() ? others : List.<TableModel>of()) {
            for (ForeignKey key : child.foreignKeys()) {
                if (FORBIDDING.contains(key.onDelete()) && key.parent().equalsIgnoreCase(deed.target())) {
                    counts.add("(" + Question.referring(child.name(), key) + ") AS n" + counts.size());
                    asks.add(changes.violates(
                            Rule.FAILS_ON_ROWS,
                            child.name(),
                            "of " + child.name() + " that refer to " + key.parent() + " by ("
                                    + String.join(", ", key.columns()) + ")"));
                    tables.add(child.name());
                }
            }
        }
        return asks.isEmpty()
                ? Optional.empty()
                : Optional.of(new Question("SELECT " + String.join(", ", counts), asks, tables));
    }
}
