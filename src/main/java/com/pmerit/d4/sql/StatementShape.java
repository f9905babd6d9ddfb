package com.pmerit.d4.sql;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a statement is about, as far as its first words tell.
 *
 * @param verbIndex the index of its first word behind {@code EXPLAIN [QUERY PLAN]}
 * @param verb that word in lower case, empty for a statement without words
 * @param object for CREATE, DROP and ALTER the kind of object in lower case, otherwise empty
 * @param temporary true for {@code CREATE TEMP …} and for an object of the schema {@code temp}
 * @param target the table, view, index or trigger that is made, changed or written to
 */
public record StatementShape(int verbIndex, String verb, String object, boolean temporary, Optional<Token> target) {
    private static final Set<String> OBJECTS = Set.of("table", "index", "view", "trigger");
    private static final Set<String> WRITING = Set.of("insert", "replace", "update", "delete", "with");

    /** Reads the shape of a statement's meaningful tokens. */
    public static StatementShape of(List<Token> tokens) {
        int verbIndex = 0;
        if (isWord(tokens, 0, "explain")) {
            verbIndex = isWord(tokens, 1, "query") ? 3 : 1;
        }
        String verb = verbIndex < tokens.size() ? tokens.get(verbIndex).text().toLowerCase(Locale.ROOT) : "";
        return switch (verb) {
            case "create", "drop", "alter" -> definition(tokens, verbIndex, verb);
            case "insert", "replace" -> writing(tokens, verbIndex, verb, behind(tokens, verbIndex, "into"));
            case "delete" -> writing(tokens, verbIndex, verb, behind(tokens, verbIndex, "from"));
            case "update" ->
                writing(tokens, verbIndex, verb, verbIndex + (isWord(tokens, verbIndex + 1, "or") ? 3 : 1));
            default -> new StatementShape(verbIndex, verb, "", false, Optional.empty());
        };
    }

    /** Whether it may write rows and changes no schema; behind {@code WITH} may stand what writes. */
    public boolean writesRows() {
        return WRITING.contains(verb);
    }

    private static StatementShape definition(List<Token> tokens, int verbIndex, String verb) {
        int at = verbIndex + 1;
        boolean temporary = isWord(tokens, at, "temp") || isWord(tokens, at, "temporary");
        while (at < tokens.size() && !OBJECTS.contains(tokens.get(at).folded())) {
            at++;
        }
        String object = at < tokens.size() ? tokens.get(at).folded() : "";
        at++;
        if (isWord(tokens, at, "if")) {
            at += isWord(tokens, at + 1, "not") ? 3 : 2;
        }
        boolean inTemp =
                temporary || schemaOf(tokens, at).filter("temp"::equals).isPresent();
        return new StatementShape(verbIndex, verb, object, inTemp, nameAt(tokens, at));
    }

    private static StatementShape writing(List<Token> tokens, int verbIndex, String verb, int at) {
        return new StatementShape(verbIndex, verb, "", false, nameAt(tokens, at));
    }

    private static int behind(List<Token> tokens, int from, String keyword) {
        int at = from;
        while (at < tokens.size() && !tokens.get(at).isWord(keyword)) {
            at++;
        }
        return at + 1;
    }

    private static Optional<String> schemaOf(List<Token> tokens, int at) {
        boolean qualified = at + 2 < tokens.size() && tokens.get(at + 1).isOperator(".");
        return qualified ? Optional.of(tokens.get(at).folded()) : Optional.empty();
    }

    private static Optional<Token> nameAt(List<Token> tokens, int at) {
        int name = schemaOf(tokens, at).isPresent() ? at + 2 : at;
        return name < tokens.size() ? Optional.of(tokens.get(name)) : Optional.empty();
    }

    private static boolean isWord(List<Token> tokens, int index, String keyword) {
        return index < tokens.size() && tokens.get(index).isWord(keyword);
    }
}
