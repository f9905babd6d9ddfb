package com.pmerit.d4.database.baseline;

import com.pmerit.d4.database.MigrationFile;
import com.pmerit.d4.database.MigrationName;
import com.pmerit.d4.sql.D1Database;
import com.pmerit.d4.sql.D1Outcome;
import com.pmerit.d4.sql.D1Statement;
import com.pmerit.d4.sql.SchemaWatch;
import com.pmerit.d4.sql.SqlStatement;
import com.pmerit.d4.sql.StatementSplitter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Schemas and files for the tests of proofs. */
final class HandMade {
    private HandMade() {}

    /** Files 1, 2, 3 and so on with these texts. */
    static List<MigrationFile> files(String... texts) {
        List<MigrationFile> files = new ArrayList<>();
        for (String text : texts) {
            String name = (files.size() + 1) + "_f.sql";
            files.add(new MigrationFile(new MigrationName(name), Path.of(name), text));
        }
        return files;
    }

    /** The schema, as statements, of a database in which somebody ran this. */
    static List<String> schema(String... scripts) throws SQLException {
        try (D1Database database = D1Database.inMemory()) {
            for (String script : scripts) {
                for (SqlStatement statement : StatementSplitter.split(script)) {
                    if (database.run(List.of(D1Statement.of(statement.text()))) instanceof D1Outcome.RolledBack no) {
                        throw new AssertionError(statement.text() + ": " + no.message());
                    }
                }
            }
            return SchemaWatch.of(database, Set.of()).statements();
        }
    }
}
