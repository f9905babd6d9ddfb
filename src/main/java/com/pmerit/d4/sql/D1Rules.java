package com.pmerit.d4.sql;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What D1 refuses although SQLite takes it. */
final class D1Rules {
    private static final Set<String> TRANSACTION_VERBS =
            Set.of("begin", "commit", "end", "rollback", "savepoint", "release");
    private static final Set<String> WRITING_VERBS = Set.of("insert", "replace", "update", "delete");
    private static final Set<String> MODULES = Set.of("fts5", "fts5vocab");

    private final ReservedNames reserved;
    private final Set<String> shadowTables;

    /**
     * The rules for a database with these reserved and shadow tables.
     *
     * @param shadowTables names in lower case of the tables in which virtual tables keep their rows
     */
    D1Rules(ReservedNames reserved, Set<String> shadowTables) {
        this.reserved = reserved;
        this.shadowTables = Set.copyOf(shadowTables);
    }

    /** The refusal of a statement that must not even be compiled, since some pragmas act when they are. */
    static Optional<String> beforeCompiling(List<Token> statement) {
        return D1Pragmas.refusal(statement);
    }

    /** The refusal of a statement that SQLite compiled. */
    Optional<String> beforeRunning(String sql, List<Token> statement) {
        StatementShape shape = StatementShape.of(statement);
        if (TRANSACTION_VERBS.contains(shape.verb())) {
            return Optional.of(D1Words.NO_TRANSACTIONS);
        }
        if (shape.verb().equals("attach") || shape.verb().equals("detach") || isTemporary(shape)) {
            return Optional.of(D1Words.NOT_AUTHORIZED);
        }
        return reserved.refusal(statement)
                .or(() -> virtualTable(statement, shape))
                .or(() -> shadowTable(shape))
                .or(() -> newerAlterTable(sql, statement, shape))
                .or(() -> D1Pragmas.functionRefusal(statement))
                .or(() -> unknownModule(statement))
                .or(() -> D1Functions.refusal(sql, statement));
    }

    private static boolean isTemporary(StatementShape shape) {
        return shape.temporary() && !shape.object().isEmpty();
    }

    private static Optional<String> virtualTable(List<Token> statement, StatementShape shape) {
        int using = indexOf(statement, "using", 0);
        boolean virtual = shape.verb().equals("create")
                && statement.size() > shape.verbIndex() + 1
                && statement.get(shape.verbIndex() + 1).isWord("virtual");
        boolean denied = virtual
                && using + 1 < statement.size()
                && !MODULES.contains(statement.get(using + 1).folded());
        return denied ? Optional.of(D1Words.NOT_AUTHORIZED) : Optional.empty();
    }

    private Optional<String> shadowTable(StatementShape shape) {
        Optional<Token> shadow = shape.target().filter(name -> shadowTables.contains(name.folded()));
        String deed = WRITING_VERBS.contains(shape.verb())
                ? "modified"
                : !shape.object().equals("table")
                        ? ""
                        : shape.verb().equals("drop") ? "dropped" : shape.verb().equals("alter") ? "altered" : "";
        return deed.isEmpty()
                ? Optional.empty()
                : shadow.map(name -> "table " + name.value() + " may not be " + deed + ": SQLITE_ERROR");
    }

    /** D1's SQLite cannot change constraints by ALTER TABLE, that of the Java driver can. */
    private static Optional<String> newerAlterTable(String sql, List<Token> statement, StatementShape shape) {
        if (!shape.verb().equals("alter") || shape.target().isEmpty()) {
            return Optional.empty();
        }
        int deed = statement.indexOf(shape.target().get()) + 1;
        if (deed + 1 >= statement.size()) {
            return Optional.empty();
        }
        Token what = statement.get(deed + 1);
        boolean constraint = what.isWord("constraint") || what.isWord("check");
        Optional<Token> wrong = statement.get(deed).isWord("alter")
                ? Optional.of(statement.get(deed))
                : constraint ? Optional.of(what) : Optional.empty();
        return wrong.map(token -> D1Words.errorAt("near \"" + token.text() + "\": syntax error", sql, token));
    }

    private static Optional<String> unknownModule(List<Token> statement) {
        for (int index = 1; index < statement.size(); index++) {
            Token before = statement.get(index - 1);
            boolean table = before.isWord("from") || before.isWord("join") || before.isOperator(",");
            if (table
                    && statement.get(index).isName()
                    && statement.get(index).folded().equals("dbstat")) {
                return Optional.of("no such table: " + statement.get(index).value() + ": SQLITE_ERROR");
            }
        }
        return Optional.empty();
    }

    private static int indexOf(List<Token> statement, String keyword, int from) {
        int at = from;
        while (at < statement.size() && !statement.get(at).isWord(keyword)) {
            at++;
        }
        return at;
    }
}
