package com.pmerit.d4.database.rehearsal;

import com.pmerit.d4.database.MigrationFile;
import com.pmerit.d4.sql.SchemaChange;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What one migration file did to the copy.
 *
 * @param file the file
 * @param change the facts of the schema that it adds and removes, on the whole
 * @param dataStatements those that write rows, such as INSERT, in order
 * @param losses what canary rows it lost, on the whole: rows that it puts back are not lost
 * @param failures the statements that failed, in order; none when the file can be applied to tables with rows
 * @param rows how many canary rows the tables held around the file, those of which it makes or takes among them
 * @param triedUntil the failed statement behind which nothing was tried on rows; nothing when all statements were
 */
public record FileRehearsal(
        MigrationFile file,
        SchemaChange change,
        List<Place> dataStatements,
        List<RowLoss> losses,
        List<StatementFailure> failures,
        List<RowCount> rows,
        Optional<Place> triedUntil) {
    /** Copies the lists. */
    public FileRehearsal {
        rows = List.copyOf(rows);
        dataStatements = List.copyOf(dataStatements);
        losses = List.copyOf(losses);
        failures = List.copyOf(failures);
    }

    /**
     * The canary rows of one table.
     *
     * @param table its name in lower case
     * @param before how many it held when the file began; nothing when it was not there
     * @param after how many it held at its end; nothing when it is no more
     */
    public record RowCount(String table, Optional<Long> before, Optional<Long> after) {
        static List<RowCount> around(Map<String, Long> before, Map<String, Long> after) {
            Set<String> tables = new TreeSet<>(before.keySet());
            tables.addAll(after.keySet());
            return tables.stream()
                    .map(table -> new RowCount(
                            table, Optional.ofNullable(before.get(table)), Optional.ofNullable(after.get(table))))
                    .toList();
        }
    }

    /** Whether the file cannot be applied even to empty tables. */
    public boolean cannotBeApplied() {
        return failures.stream().anyMatch(failure -> failure.kind() == StatementFailure.Kind.ALWAYS);
    }

    /** The failures on tables that hold rows, which work on empty ones. */
    public List<StatementFailure> failuresOnRows() {
        return failures.stream()
                .filter(failure -> failure.kind() == StatementFailure.Kind.ON_ANY_ROWS
                        || failure.kind() == StatementFailure.Kind.ON_SOME_ROWS)
                .toList();
    }
}
