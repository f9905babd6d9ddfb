package com.pmerit.d4.database.baseline;

import com.pmerit.d4.database.MigrationFile;
import com.pmerit.d4.sql.SchemaChange;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a migration file does to the schema that the files before it left.
 *
 * @param file the file
 * @param change the facts that it adds and removes, on the whole
 * @param dataStatements where it writes rows, as {@code line:column}
 * @param seeded the tables that it needs and no file makes, in lower case: they were copied from the database in question,
 *     which makes every proof that rests on them circular
 * @param failure the statement that failed, after which nothing of the file was run
 */
public record FileEffect(
        MigrationFile file,
        SchemaChange change,
        List<String> dataStatements,
        Set<String> seeded,
        Optional<Failure> failure) {
    public FileEffect {
        dataStatements = List.copyOf(dataStatements);
        seeded = Set.copyOf(seeded);
    }

    /**
     * A statement that failed on empty tables.
     *
     * @param place as {@code line:column}
     * @param statement its text
     * @param words what SQLite says to it
     */
    public record Failure(String place, String statement, String words) {}

    /** The name of the file. */
    public String name() {
        return file.name().text();
    }
}
