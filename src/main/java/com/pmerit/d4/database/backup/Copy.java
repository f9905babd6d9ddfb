package com.pmerit.d4.database.backup;

import com.pmerit.d4.sql.D1Database;
import com.pmerit.d4.sql.D1Outcome;
import com.pmerit.d4.sql.D1Result;
import com.pmerit.d4.sql.D1Statement;
import com.pmerit.d4.sql.SchemaFacts;
import com.pmerit.d4.sql.SqlStatement;
import com.pmerit.d4.sql.StatementSplitter;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** A copy on this machine, made by running a dump on an empty SQLite that behaves as D1 does. */
final class Copy implements Source, AutoCloseable {
    private static final Duration LONGEST = Duration.ofMinutes(30);
    private static final int STATEMENT_SHOWN = 60;
    private static final String MEND =
            "npx wrangler d1 execute NAME --remote --command \"PRAGMA foreign_key_check\" and \"PRAGMA quick_check\""
                    + " show rows that break their own schema";

    private final D1Database database;

    private Copy(D1Database database) {
        this.database = database;
    }

    /**
     * Runs a whole text as one transaction, as an import does.
     *
     * @throws Unanswered when a statement is refused; its data are not shown
     */
    static Copy of(String sql) throws Unanswered {
        List<SqlStatement> statements = StatementSplitter.split(sql);
        try {
            Copy copy = new Copy(D1Database.inMemory(LONGEST));
            D1Outcome outcome = copy.database.run(statements.stream()
                    .map(statement -> D1Statement.of(statement.text()))
                    .toList());
            if (outcome instanceof D1Outcome.RolledBack refused) {
                copy.close();
                throw new Unanswered(
                        "the dump cannot be restored: " + refused.message(),
                        List.of(
                                refused.index() < statements.size()
                                        ? shown(statements.get(refused.index()).text())
                                        : "at the end of the transaction"),
                        MEND);
            }
            return copy;
        } catch (SQLException broken) {
            throw new Unanswered(
                    "SQLite cannot be asked on this machine", List.of(broken.toString()), "look at this machine");
        }
    }

    @Override
    public List<List<List<String>>> ask(List<String> queries) throws Unanswered {
        try {
            D1Outcome outcome = database.run(
                    queries.stream().map(query -> D1Statement.of(query)).toList());
            if (outcome instanceof D1Outcome.RolledBack refused) {
                throw new Unanswered("the copy of the dump cannot be read: " + refused.message(), List.of(), MEND);
            }
            return ((D1Outcome.Committed) outcome)
                    .results().stream().map(Copy::rows).toList();
        } catch (SQLException broken) {
            throw new Unanswered(
                    "SQLite cannot be asked on this machine", List.of(broken.toString()), "look at this machine");
        }
    }

    /** All that is true of its schema. */
    SchemaFacts facts() throws Unanswered {
        try {
            return SchemaFacts.of(database, Set.of());
        } catch (SQLException broken) {
            throw new Unanswered(
                    "the schema of the copy cannot be read",
                    List.of(broken.toString()),
                    "report this as a fault of d4");
        }
    }

    @Override
    public void close() throws SQLException {
        database.close();
    }

    private static List<List<String>> rows(D1Result result) {
        return result.rows().stream()
                .map(row -> row.stream()
                        .map(value -> value instanceof Double number ? Value.real(number) : Objects.toString(value, ""))
                        .toList())
                .toList();
    }

    private static String shown(String statement) {
        String line = statement.replaceAll("\\s+", " ");
        int values = line.indexOf(" VALUES");
        String head = values < 0 ? line : line.substring(0, values);
        return head.length() > STATEMENT_SHOWN ? head.substring(0, STATEMENT_SHOWN) + " …" : head;
    }
}
