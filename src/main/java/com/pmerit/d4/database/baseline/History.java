package com.pmerit.d4.database.baseline;

import com.pmerit.d4.database.MigrationFile;
import com.pmerit.d4.sql.D1Database;
import com.pmerit.d4.sql.D1Outcome;
import com.pmerit.d4.sql.D1Statement;
import com.pmerit.d4.sql.SchemaChange;
import com.pmerit.d4.sql.SchemaFacts;
import com.pmerit.d4.sql.SchemaWatch;
import com.pmerit.d4.sql.SqlStatement;
import com.pmerit.d4.sql.StatementShape;
import com.pmerit.d4.sql.StatementSplitter;
import com.pmerit.d4.sql.Token;
import com.pmerit.d4.sql.Tokenizer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What migration files do to a schema, each on top of those before it, run statement by statement in SQLite under D1's rules.
 *
 * @param effects in the order of the files
 * @param end the schema that all of them end in
 * @param statements those that make that schema again, in an order in which they can be run
 */
public record History(List<FileEffect> effects, SchemaFacts end, List<String> statements) {
    private static final Pattern MISSING = Pattern.compile("no such table: (?:main\\.)?(.+?)(?: at offset \\d+)?: .*");

    public History {
        effects = List.copyOf(effects);
        statements = List.copyOf(statements);
    }

    /**
     * Runs files on an empty database.
     *
     * @param production the statements that make the schema of the database in question, from which comes what no file makes
     * @param bookkeeping tables that are no part of the schema
     * @throws SQLException when SQLite cannot be asked on this machine
     */
    public static History fromEmpty(List<MigrationFile> files, List<String> production, Set<String> bookkeeping)
            throws SQLException {
        return of(List.of(), files, production, bookkeeping);
    }

    /**
     * Runs files on a copy of a schema, with nothing added to it.
     *
     * @param schema the statements that make it
     * @throws SQLException when the schema cannot be made again, or SQLite cannot be asked on this machine
     */
    public static History on(List<String> schema, List<MigrationFile> files, Set<String> bookkeeping)
            throws SQLException {
        return of(schema, files, List.of(), bookkeeping);
    }

    private static History of(
            List<String> schema, List<MigrationFile> files, List<String> production, Set<String> bookkeeping)
            throws SQLException {
        try (D1Database scratch = D1Database.inMemory()) {
            for (String statement : schema) {
                if (scratch.run(List.of(D1Statement.of(statement))) instanceof D1Outcome.RolledBack refused) {
                    throw new SQLException("a schema cannot be made by its own statements: " + refused.message());
                }
            }
            Replay replay = new Replay(scratch, SchemaWatch.of(scratch, bookkeeping), tables(production));
            List<FileEffect> effects = new ArrayList<>();
            for (MigrationFile file : files) {
                effects.add(replay.run(file));
            }
            return new History(effects, replay.watch.facts(), replay.watch.statements());
        }
    }

    private static Map<String, String> tables(List<String> schema) {
        Map<String, String> tables = new TreeMap<>();
        for (String statement : schema) {
            StatementShape shape = StatementShape.of(Tokenizer.meaningfulTokens(statement));
            if (shape.object().equals("table")) {
                shape.target().ifPresent(name -> tables.put(name.folded(), statement));
            }
        }
        return tables;
    }

    private static final class Replay {
        private final D1Database scratch;
        private final SchemaWatch watch;
        private final Map<String, String> production;
        private final Set<String> copied = new TreeSet<>();

        Replay(D1Database scratch, SchemaWatch watch, Map<String, String> production) {
            this.scratch = scratch;
            this.watch = watch;
            this.production = production;
        }

        FileEffect run(MigrationFile file) throws SQLException {
            SchemaChange change = SchemaChange.NONE;
            List<String> data = new ArrayList<>();
            Set<String> seeded = new TreeSet<>();
            Optional<FileEffect.Failure> failure = Optional.empty();
            List<SqlStatement> statements = StatementSplitter.split(file.sql());
            for (SqlStatement statement : statements) {
                List<Token> tokens = Tokenizer.meaningfulTokens(statement.text());
                StatementShape shape = StatementShape.of(tokens);
                String place = statement.line() + ":" + statement.column();
                boolean writes = shape.writesRows();
                if (writes) {
                    data.add(place);
                }
                Optional<String> refused = execute(statement.text());
                while (refused.isPresent() && seed(refused.get(), statements, seeded)) {
                    refused = execute(statement.text());
                }
                shape.target().map(Token::folded).filter(copied::contains).ifPresent(seeded::add);
                boolean lacksRows = writes
                        && refused.filter(words -> words.contains(": SQLITE_CONSTRAINT"))
                                .isPresent();
                if (refused.isPresent() && !lacksRows) {
                    failure = Optional.of(new FileEffect.Failure(place, statement.text(), refused.get()));
                    break;
                }
                change = change.then(watch.after(statement.text()));
            }
            return new FileEffect(file, change, data, seeded, failure);
        }

        /** Copies the table that a refusal names from the database in question, without the columns that the file adds. */
        private boolean seed(String words, List<SqlStatement> file, Set<String> seeded) throws SQLException {
            Matcher missing = MISSING.matcher(words);
            String table = missing.matches() ? Token.folded(missing.group(1)) : "";
            String sql = production.get(table);
            if (sql == null || watch.table(table).isPresent() || !seeded.add(table)) {
                return false;
            }
            if (execute(sql).isPresent()) {
                return false;
            }
            for (SqlStatement statement : file) {
                Optional<String> column = added(table, statement);
                if (column.isPresent()) {
                    // Refused, the table lacks the column already, or the file fails on it and says so.
                    execute("ALTER TABLE \"" + table.replace("\"", "\"\"") + "\" DROP COLUMN " + column.get());
                }
            }
            copied.add(table);
            watch.after("");
            return true;
        }

        /** The column that a statement adds to a table, as it is written there. */
        private static Optional<String> added(String table, SqlStatement statement) {
            List<Token> tokens = Tokenizer.meaningfulTokens(statement.text());
            StatementShape shape = StatementShape.of(tokens);
            boolean alters = shape.verb().equals("alter")
                    && shape.target()
                            .filter(name -> name.folded().equals(table))
                            .isPresent();
            int deed = shape.target().map(tokens::indexOf).orElse(-1) + 1;
            if (!alters || deed + 2 >= tokens.size() || !tokens.get(deed).isWord("add")) {
                return Optional.empty();
            }
            int name = tokens.get(deed + 1).isWord("column") ? deed + 2 : deed + 1;
            return Optional.of(tokens.get(name).text());
        }

        private Optional<String> execute(String sql) throws SQLException {
            return scratch.run(List.of(D1Statement.of(sql))) instanceof D1Outcome.RolledBack refused
                    ? Optional.of(refused.message())
                    : Optional.empty();
        }
    }
}
