package com.pmerit.d4.sql;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Which pragmas D1 allows, with which argument. Source: "Cloudflare D1, SQL statements, compatible PRAGMA statements". */
final class D1Pragmas {
    private static final Pattern BOOLEAN = Pattern.compile("(?i)(true|false|yes|no|on|off|1|0).*", Pattern.DOTALL);
    private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,10}");

    private static final Map<String, Argument> ALLOWED = Map.ofEntries(
            Map.entry("case_sensitive_like", Argument.OPTIONAL_BOOLEAN),
            Map.entry("data_version", Argument.NONE),
            Map.entry("defer_foreign_keys", Argument.OPTIONAL_BOOLEAN),
            Map.entry("foreign_key_check", Argument.OPTIONAL_NAME),
            Map.entry("foreign_key_list", Argument.NAME),
            Map.entry("foreign_keys", Argument.OPTIONAL_BOOLEAN),
            Map.entry("ignore_check_constraints", Argument.OPTIONAL_BOOLEAN),
            Map.entry("index_info", Argument.NAME),
            Map.entry("index_list", Argument.NAME),
            Map.entry("index_xinfo", Argument.NAME),
            Map.entry("legacy_alter_table", Argument.OPTIONAL_BOOLEAN),
            Map.entry("optimize", Argument.OPTIONAL_INTEGER),
            Map.entry("quick_check", Argument.OPTIONAL_NAME),
            Map.entry("recursive_triggers", Argument.OPTIONAL_BOOLEAN),
            Map.entry("reverse_unordered_selects", Argument.OPTIONAL_BOOLEAN),
            Map.entry("table_info", Argument.NAME),
            Map.entry("table_list", Argument.OPTIONAL_NAME),
            Map.entry("table_xinfo", Argument.NAME));

    /** Those whose table-valued function takes the name of a table or index. */
    private static final Set<String> OF_AN_OBJECT = Set.of(
            "foreign_key_check",
            "foreign_key_list",
            "index_info",
            "index_list",
            "index_xinfo",
            "quick_check",
            "table_info",
            "table_xinfo");

    private D1Pragmas() {}

    /** What D1 says to a {@code PRAGMA} statement that it does not allow; empty for an allowed one and for other statements. */
    static Optional<String> refusal(List<Token> statement) {
        int at = StatementShape.of(statement).verbIndex();
        if (at >= statement.size() || !statement.get(at).isWord("pragma") || at + 1 >= statement.size()) {
            return Optional.empty();
        }
        boolean qualified = at + 3 < statement.size() && statement.get(at + 2).isOperator(".");
        boolean foreign = qualified && !statement.get(at + 1).folded().equals("main");
        int name = qualified ? at + 3 : at + 1;
        // D1 compares the name of a pragma with case.
        Argument argument = ALLOWED.get(statement.get(name).value());
        boolean allowed = !foreign && argument != null && argument.accepts(argumentOf(statement, name + 1));
        return allowed ? Optional.empty() : Optional.of(D1Words.NOT_AUTHORIZED);
    }

    /** What D1 says to a query of a {@code pragma_…} table-valued function that it does not allow. */
    static Optional<String> functionRefusal(List<Token> statement) {
        return statement.stream()
                .filter(token -> token.isName() && token.kind() != TokenKind.STRING)
                .map(Token::folded)
                .filter(name -> name.startsWith("pragma_") && !ALLOWED.containsKey(name.substring(7)))
                .findFirst()
                .map(name -> D1Words.NOT_AUTHORIZED);
    }

    /** True for the name of a {@code pragma_…} table-valued function whose argument must not be a reserved name. */
    static boolean namesAnObject(Token token) {
        return token.isName()
                && token.folded().startsWith("pragma_")
                && OF_AN_OBJECT.contains(token.folded().substring(7));
    }

    private static Optional<String> argumentOf(List<Token> statement, int from) {
        boolean given = from + 1 < statement.size()
                && (statement.get(from).isOperator("=") || statement.get(from).isOperator("("));
        if (!given) {
            return Optional.empty();
        }
        Token first = statement.get(from + 1);
        boolean signed = (first.isOperator("-") || first.isOperator("+")) && from + 2 < statement.size();
        return Optional.of(signed ? first.text() + statement.get(from + 2).value() : first.value());
    }

    private enum Argument {
        NONE,
        NAME,
        OPTIONAL_NAME,
        OPTIONAL_BOOLEAN,
        OPTIONAL_INTEGER;

        boolean accepts(Optional<String> argument) {
            return switch (this) {
                case NONE -> argument.isEmpty();
                case NAME ->
                    argument.filter(name -> !ReservedNames.isReserved(name)).isPresent();
                case OPTIONAL_NAME -> argument.filter(ReservedNames::isReserved).isEmpty();
                case OPTIONAL_BOOLEAN ->
                    argument.isEmpty() || BOOLEAN.matcher(argument.get()).matches();
                case OPTIONAL_INTEGER ->
                    argument.isEmpty() || INTEGER.matcher(argument.get()).matches();
            };
        }
    }
}
