package com.pmerit.d4.audit;

import com.pmerit.d4.contract.Database;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.sql.Token;
import com.pmerit.d4.sql.Tokenizer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The text of a migration that only adds: what the statements that close a delta make of it, and stubs for the rest. */
final class Additions {
    private static final List<String> ORDER = List.of("table", "virtual table", "column", "index", "view", "trigger");
    private static final Set<String> MADE = Set.of("table", "index", "view", "trigger");

    private final Delta delta;
    private final WantedSchema from;
    private final Environment target;
    private final Database database;
    private final Ground ground;

    /**
     * Prepares it.
     *
     * @param delta of what is wanted, first, and what the target has, second
     */
    Additions(Delta delta, WantedSchema from, Environment target, Database database, Ground ground) {
        this.delta = delta;
        this.from = from;
        this.target = target;
        this.database = database;
        this.ground = ground;
    }

    /** A difference that the file does not end, and why. */
    private record Left(DeltaItem item, String why) {}

    /**
     * Writes it.
     *
     * @param copy has the schema of the target; the statements are tried in it
     */
    Reconciliation write(Scratch copy) throws SQLException {
        if (delta.trouble().isPresent()) {
            return new Reconciliation.Impossible("the schemas could not be compared", delta.trouble());
        }
        List<Left> left = new ArrayList<>();
        delta.items().stream()
                .filter(item -> !isAddable(item) && !isBrought(item))
                .forEach(item -> left.add(new Left(item, why(item))));
        List<DeltaItem> added = new ArrayList<>();
        for (DeltaItem item : delta.items().stream()
                .filter(this::isAddable)
                .sorted(Comparator.comparing(item -> ORDER.indexOf(item.kind())))
                .toList()) {
            Optional<String> objection = objection(item, copy);
            objection.ifPresentOrElse(why -> left.add(new Left(item, why)), () -> added.add(item));
        }
        List<DeltaItem> leftItems = left.stream().map(Left::item).toList();
        if (added.isEmpty()) {
            return new Reconciliation.Nothing(leftItems, pending());
        }
        return new Reconciliation.Written(
                text(added, left),
                added.stream().map(item -> item.kind() + " " + item.name()).toList(),
                leftItems,
                pending(),
                List.of(),
                false);
    }

    private List<String> pending() {
        return ground.pending().stream().map(file -> file.name().text()).toList();
    }

    /** Why this file cannot bring it; what it can bring is in the copy afterwards. */
    private static Optional<String> objection(DeltaItem item, Scratch copy) throws SQLException {
        if (item.kind().equals("column") && !item.migrations().isEmpty()) {
            return Optional.of(String.join(", ", item.migrations())
                    + " makes it, and SQLite has no ADD COLUMN IF NOT EXISTS: no second file can");
        }
        Optional<String> refused = Optional.empty();
        for (String sql : ((Closing.Statements) item.closing()).sql()) {
            refused = refused.isPresent() ? refused : copy.run(repeatable(sql));
        }
        return refused.map(words -> "it rests on what is left: " + words);
    }

    private boolean isAddable(DeltaItem item) {
        return item.closing() instanceof Closing.Statements statements
                && statements.environment().equals(target.name());
    }

    private boolean isBrought(DeltaItem item) {
        return item.closing() instanceof Closing.WithAnother another
                && another.environment().equals(target.name());
    }

    private String text(List<DeltaItem> added, List<Left> left) {
        List<String> lines = new ArrayList<>();
        lines.add("-- What " + from.has() + " and " + target.name() + " lacks, in " + comment(database.name()) + ".");
        lines.add("-- It only adds. Written by d4:reconcile from what is live; read it before you commit it.");
        for (DeltaItem item : added) {
            lines.add("");
            lines.add("-- " + item.kind() + " " + comment(item.name()) + makers(item));
            ((Closing.Statements) item.closing()).sql().forEach(sql -> lines.add(repeatable(sql) + ";"));
        }
        if (!left.isEmpty()) {
            Stubs stubs = new Stubs(from, target, database, ground, delta.likenesses());
            lines.add("");
            lines.add("-- Left to you, because no statement that only adds does it; each with what to begin with:");
            for (Left each : left) {
                lines.add(
                        "--   " + each.item().kind() + " " + comment(each.item().name()) + ": " + comment(each.why()));
                stubs.of(each.item()).forEach(stub -> lines.add("--     " + comment(stub)));
            }
        }
        return String.join("\n", lines) + "\n";
    }

    private static String makers(DeltaItem item) {
        return item.migrations().isEmpty()
                ? ", made by no migration"
                : ", of " + item.migrations().stream().map(Additions::comment).collect(Collectors.joining(", "));
    }

    private String why(DeltaItem item) {
        if (item.first().isEmpty()) {
            return target.name() + " has it, and the other one lacks it; nothing is taken away by d4";
        }
        return item.closing() instanceof Closing.ByHand byHand ? byHand.why() : "it comes with another difference";
    }

    /** A line break would end the comment. */
    private static String comment(String text) {
        return text.replaceAll("\\R", " ");
    }

    /** SQLite keeps the statement without IF NOT EXISTS; with it the file can be applied where the object is there already. */
    static String repeatable(String sql) {
        List<Token> tokens = Tokenizer.meaningfulTokens(sql);
        if (tokens.isEmpty() || !tokens.get(0).isWord("create")) {
            return sql;
        }
        for (int index = 1; index + 1 < tokens.size(); index++) {
            Token token = tokens.get(index);
            if (MADE.stream().anyMatch(token::isWord)) {
                return tokens.get(index + 1).isWord("if")
                        ? sql
                        : sql.substring(0, token.end()) + " IF NOT EXISTS" + sql.substring(token.end());
            }
        }
        return sql;
    }
}
