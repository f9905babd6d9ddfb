package com.pmerit.d4.audit;

import com.pmerit.d4.sql.Token;
import com.pmerit.d4.sql.Tokenizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The text of a migration that only adds: what the statements that close a delta make of it. */
final class Additions {
    private static final List<String> ORDER = List.of("table", "virtual table", "column", "index", "view", "trigger");
    private static final Set<String> MADE = Set.of("table", "index", "view", "trigger");

    private final Delta delta;
    private final String target;
    private final String database;

    /**
     * Prepares it.
     *
     * @param target the environment that lacks what the file brings
     * @param database that environment's, as Cloudflare calls it
     */
    Additions(Delta delta, String target, String database) {
        this.delta = delta;
        this.target = target;
        this.database = database;
    }

    Reconciliation write() {
        if (delta.trouble().isPresent()) {
            return new Reconciliation.Impossible("the schemas could not be compared", delta.trouble());
        }
        List<DeltaItem> added = delta.items().stream()
                .filter(this::isAdded)
                .sorted(Comparator.comparing(item -> ORDER.indexOf(item.kind())))
                .toList();
        List<DeltaItem> left = delta.items().stream()
                .filter(item -> !isAdded(item) && !isBrought(item))
                .toList();
        if (added.isEmpty()) {
            return new Reconciliation.Nothing(left);
        }
        return new Reconciliation.Written(
                text(added, left),
                added.stream().map(item -> item.kind() + " " + item.name()).toList(),
                left,
                added.stream().noneMatch(item -> item.kind().equals("column")));
    }

    private boolean isAdded(DeltaItem item) {
        return item.closing() instanceof Closing.Statements statements
                && statements.environment().equals(target);
    }

    private boolean isBrought(DeltaItem item) {
        return item.closing() instanceof Closing.WithAnother another
                && another.environment().equals(target);
    }

    private String text(List<DeltaItem> added, List<DeltaItem> left) {
        String other = delta.first().equals(target) ? delta.second() : delta.first();
        List<String> lines = new ArrayList<>();
        lines.add("-- What " + other + " has and " + target + " lacks, in " + comment(database) + ".");
        lines.add("-- It only adds. Written by d4:reconcile from what is live; read it before you commit it.");
        for (DeltaItem item : added) {
            lines.add("");
            lines.add("-- " + item.kind() + " " + comment(item.name()) + from(item));
            ((Closing.Statements) item.closing()).sql().forEach(sql -> lines.add(repeatable(sql) + ";"));
        }
        if (!left.isEmpty()) {
            lines.add("");
            lines.add("-- Left to you, because no statement that only adds does it:");
            left.forEach(
                    item -> lines.add("--   " + item.kind() + " " + comment(item.name()) + ": " + comment(why(item))));
        }
        return String.join("\n", lines) + "\n";
    }

    private static String from(DeltaItem item) {
        return item.migrations().isEmpty()
                ? ", made by no migration"
                : ", of " + item.migrations().stream().map(Additions::comment).collect(Collectors.joining(", "));
    }

    private String why(DeltaItem item) {
        return item.closing() instanceof Closing.ByHand byHand
                ? byHand.why()
                : target + " has it, and the other one lacks it; nothing is taken away by d4";
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
