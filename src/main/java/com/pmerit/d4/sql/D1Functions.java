package com.pmerit.d4.sql;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The functions that the SQLite of the Java driver has and D1 refuses. A view or trigger that calls one is refused when
 * it is made; D1 refuses it only when it is used.
 */
final class D1Functions {
    /** In D1's SQLite, but its authorizer denies them. */
    static final Set<String> UNAUTHORIZED = Set.of(
            "ceiling",
            "fts5",
            "fts5_get_locale",
            "fts5_insttoken",
            "fts5_locale",
            "fts5_source_id",
            "json_error_position",
            "json_pretty",
            "power",
            "sqlite_compileoption_get",
            "sqlite_compileoption_used",
            "sqlite_log",
            "sqlite_source_id",
            "sqlite_version",
            "subtype");

    /** Not in D1's SQLite at all: newer ones, and those of FTS3, R*Tree and the Java driver. */
    static final Set<String> ABSENT = Set.of(
            ReservedNames.GUARD,
            "atn2",
            "charindex",
            "cot",
            "coth",
            "difference",
            "fts3_tokenizer",
            "if",
            "json_array_insert",
            "jsonb_array_insert",
            "leftstr",
            "lower_quartile",
            "matchinfo",
            "median",
            "mode",
            "offsets",
            "optimize",
            "padc",
            "padl",
            "padr",
            "percentile",
            "percentile_cont",
            "percentile_disc",
            "proper",
            "replicate",
            "reverse",
            "rightstr",
            "rtreecheck",
            "rtreedepth",
            "rtreenode",
            "square",
            "stdev",
            "strfilter",
            "unistr",
            "unistr_quote",
            "upper_quartile",
            "variance");

    private static final Set<String> BEFORE_A_NAME = Set.of(
            "into", "table", "references", "exists", "with", "recursive", "view", "from", "join", "update", "using");

    private D1Functions() {}

    /** What D1 says to a statement that SQLite took and that calls a function which D1 refuses. */
    static Optional<String> refusal(String sql, List<Token> statement) {
        for (int index = 0; index + 1 < statement.size(); index++) {
            Token name = statement.get(index);
            if (statement.get(index + 1).isOperator("(") && name.isName() && isCall(statement, index)) {
                if (name.folded().equals("iif") && arguments(statement, index + 1) != 3) {
                    return Optional.of(D1Words.errorAt("wrong number of arguments to function iif()", sql, name));
                }
                Optional<String> refusal = refusalOf(name.folded());
                if (refusal.isPresent()) {
                    return Optional.of(D1Words.errorAt(refusal.get() + name.value(), sql, name));
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> refusalOf(String name) {
        if (UNAUTHORIZED.contains(name)) {
            return Optional.of("not authorized to use function: ");
        }
        return ABSENT.contains(name) ? Optional.of("no such function: ") : Optional.empty();
    }

    private static boolean isCall(List<Token> statement, int index) {
        if (statement.get(index).kind() == TokenKind.STRING) {
            return false;
        }
        if (index == 0) {
            return true;
        }
        Token before = statement.get(index - 1);
        boolean indexed =
                before.isWord("on") && StatementShape.of(statement).object().equals("index");
        boolean named = before.kind() == TokenKind.WORD && BEFORE_A_NAME.contains(before.folded());
        return !named && !indexed && !before.isOperator(".") && !isCommonTable(statement, index + 1);
    }

    /** D1's SQLite wants three arguments of {@code iif}, that of the Java driver takes two. */
    private static int arguments(List<Token> statement, int open) {
        int depth = 0;
        int commas = 0;
        for (int at = open; at < statement.size(); at++) {
            Token token = statement.get(at);
            depth += token.isOperator("(") ? 1 : token.isOperator(")") ? -1 : 0;
            commas += depth == 1 && token.isOperator(",") ? 1 : 0;
            if (depth == 0) {
                break;
            }
        }
        return commas + 1;
    }

    /** {@code name(columns) AS (SELECT …)}. */
    private static boolean isCommonTable(List<Token> statement, int open) {
        int depth = 0;
        int at = open;
        do {
            depth += statement.get(at).isOperator("(") ? 1 : statement.get(at).isOperator(")") ? -1 : 0;
            at++;
        } while (depth > 0 && at < statement.size());
        return at + 1 < statement.size()
                && statement.get(at).isWord("as")
                && (statement.get(at + 1).isOperator("(")
                        || statement.get(at + 1).isWord("materialized")
                        || statement.get(at + 1).isWord("not"));
    }
}
