package com.pmerit.d4.database.rehearsal;

import com.pmerit.d4.sql.D1Statement;
import com.pmerit.d4.sql.D1Transaction;
import com.pmerit.d4.sql.SqlStatement;
import com.pmerit.d4.sql.StatementShape;
import com.pmerit.d4.sql.StatementSplitter;
import com.pmerit.d4.sql.Token;
import com.pmerit.d4.sql.Tokenizer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds the statements of pending files that work through whole tables of their target, by the plan that SQLite makes for each
 * on a copy that the files are followed on.
 */
final class Walks {
    private static final Set<String> WRITING = Set.of("insert", "replace", "update", "delete", "with");
    /** A step of a plan that reads each row of a table; {@code SCAN CONSTANT ROW} is a {@code VALUES}. */
    private static final Pattern SCAN = Pattern.compile("SCAN (?!(\\d+ )?CONSTANT ).*");

    private final Scratch now;
    private final Set<String> target;

    private Walks(Scratch now) {
        this.now = now;
        this.target = Set.copyOf(now.watch().tables().keySet());
    }

    /**
     * Finds them.
     *
     * @param schema the statements that make the schema of the target
     * @param bookkeeping tables that are no part of it
     * @param files pending, in their order, as they were rehearsed
     * @throws SQLException when SQLite cannot be asked on this machine
     */
    static List<Walk> of(List<String> schema, Set<String> bookkeeping, List<FileRehearsal> files) throws SQLException {
        try (Scratch now = Scratch.again(schema, bookkeeping);
                D1Transaction transaction = now.database().begin()) {
            Walks walks = new Walks(now);
            List<Walk> found = new ArrayList<>();
            for (FileRehearsal file : files) {
                for (SqlStatement statement :
                        StatementSplitter.split(file.file().sql())) {
                    Set<String> tables = walks.tables(statement.text());
                    if (!tables.isEmpty()) {
                        found.add(new Walk(file.file(), Place.of(statement), tables));
                    }
                    walks.follow(statement.text(), transaction);
                }
            }
            return found;
        }
    }

    private Set<String> tables(String statement) {
        List<Token> tokens = Tokenizer.meaningfulTokens(statement);
        StatementShape shape = StatementShape.of(tokens);
        Set<String> named = tokens.stream()
                .filter(Token::isName)
                .map(Token::folded)
                .filter(target::contains)
                .collect(Collectors.toCollection(TreeSet::new));
        if (shape.verb().equals("insert") || shape.verb().equals("replace")) {
            // What rows are put into is not read, unless it stands in the SELECT, too.
            shape.target()
                    .map(Token::folded)
                    .filter(into -> mentions(tokens, into) == 1)
                    .ifPresent(named::remove);
        }
        return !named.isEmpty() && worksThrough(statement, tokens, shape) ? named : Set.of();
    }

    private static long mentions(List<Token> tokens, String name) {
        return tokens.stream()
                .filter(token -> token.isName() && token.folded().equals(name))
                .count();
    }

    private boolean worksThrough(String statement, List<Token> tokens, StatementShape shape) {
        String deed = shape.verb() + " " + shape.object();
        if (deed.equals("create table")) {
            return tokens.stream().anyMatch(token -> token.isWord("select"));
        }
        if (deed.equals("alter table")) {
            int behind = shape.target().map(tokens::indexOf).orElse(-1) + 1;
            return behind < tokens.size() && tokens.get(behind).isWord("drop");
        }
        return deed.equals("create index") || (WRITING.contains(shape.verb()) && scans(statement));
    }

    private boolean scans(String statement) {
        try {
            return now.database().askOnce("EXPLAIN QUERY PLAN " + statement).stream()
                    .anyMatch(step -> SCAN.matcher(String.valueOf(step.get(3))).matches());
        } catch (SQLException refused) {
            // A statement that SQLite makes no plan for is one that it does not run, which the rehearsal tells.
            return false;
        }
    }

    private void follow(String statement, D1Transaction transaction) throws SQLException {
        if (!WRITING.contains(
                StatementShape.of(Tokenizer.meaningfulTokens(statement)).verb())) {
            transaction.run(D1Statement.of(statement));
            now.watch().after(statement);
        }
    }
}
