package com.pmerit.d4.database.backup;

import com.pmerit.d4.sql.Token;
import com.pmerit.d4.sql.Tokenizer;
import java.util.List;
import java.util.Optional;

/** What of a table goes into a dump beside its definition. */
enum Content {
    /** Its rows. */
    ROWS,
    /** Its rows, and the settings of the full-text index that keeps them. */
    FULL_TEXT,
    /** A full-text index over rows that another table keeps: it is built anew. */
    BUILT_ANEW,
    /** Nothing: it only shows what another table has. */
    NOTHING;

    /** Of a virtual table, by the statement that made it; empty for one whose rows cannot be read back. */
    static Optional<Content> ofVirtual(String sql) {
        List<Token> tokens = Tokenizer.meaningfulTokens(sql);
        int using = 0;
        while (using < tokens.size() && !tokens.get(using).isWord("using")) {
            using++;
        }
        String module = using + 1 < tokens.size() ? tokens.get(using + 1).folded() : "";
        return switch (module) {
            case "fts5vocab" -> Optional.of(NOTHING);
            case "fts5" -> fullText(tokens.subList(using + 2, tokens.size()));
            default -> Optional.empty();
        };
    }

    private static Optional<Content> fullText(List<Token> arguments) {
        for (int at = 1; at + 2 < arguments.size(); at++) {
            Token before = arguments.get(at - 1);
            boolean begins = before.isOperator("(") || before.isOperator(",");
            if (begins
                    && arguments.get(at).folded().equals("content")
                    && arguments.get(at + 1).isOperator("=")) {
                return arguments.get(at + 2).value().isEmpty() ? Optional.empty() : Optional.of(BUILT_ANEW);
            }
        }
        return Optional.of(FULL_TEXT);
    }
}
