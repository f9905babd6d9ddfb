package com.pmerit.d4.database.rehearsal;

import com.pmerit.d4.database.MigrationFile;
import com.pmerit.d4.sql.SchemaChange;
import java.util.List;

/**
 * What one migration file did to the copy.
 *
 * @param file the file
 * @param change the facts of the schema that it adds and removes, on the whole
 * @param dataStatements those that write rows, such as INSERT, in order
 * @param losses what canary rows it lost, on the whole: rows that it puts back are not lost
 * @param failures the statements that failed, in order; none when the file can be applied to tables with rows
 */
public record FileRehearsal(
        MigrationFile file,
        SchemaChange change,
        List<Place> dataStatements,
        List<RowLoss> losses,
        List<StatementFailure> failures) {
    public FileRehearsal {
        dataStatements = List.copyOf(dataStatements);
        losses = List.copyOf(losses);
        failures = List.copyOf(failures);
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
