package com.pmerit.d4.database.backup;

import com.pmerit.d4.database.MigrationFile;
import com.pmerit.d4.sql.SqlStatement;
import com.pmerit.d4.sql.StatementSplitter;
import com.pmerit.d4.sql.Token;
import com.pmerit.d4.sql.Tokenizer;
import java.util.ArrayList;
import java.util.List;

/**
 * What a migration file may destroy, judged by its words: it drops a table or a column, deletes rows or replaces them. Judged
 * rather too often than too seldom, for all that follows is a dump more than was needed.
 */
final class Destruction {
    private Destruction() {}

    /** A line for each statement that may destroy something. */
    static List<String> in(MigrationFile file) {
        List<String> found = new ArrayList<>();
        for (SqlStatement statement : StatementSplitter.split(file.sql())) {
            List<Token> tokens = Tokenizer.meaningfulTokens(statement.text());
            String deed = deed(tokens);
            if (!deed.isEmpty()) {
                found.add(file.name() + ":" + statement.line() + " " + deed);
            }
        }
        return found;
    }

    private static String deed(List<Token> tokens) {
        boolean program = isWord(tokens, 0, "create") && tokens.stream().anyMatch(token -> token.isWord("trigger"));
        if (program) {
            return "";
        }
        for (int at = 0; at < tokens.size(); at++) {
            if (isWord(tokens, at, "drop")) {
                if (isWord(tokens, 0, "alter")) {
                    return "drops a column";
                }
                if (isWord(tokens, at + 1, "table")) {
                    return "drops a table";
                }
            }
            if (isWord(tokens, at, "delete") && isWord(tokens, at + 1, "from")) {
                return "deletes rows";
            }
            if (isWord(tokens, at, "replace")
                    && (at == 0 || isWord(tokens, at - 1, "or") || isWord(tokens, at + 1, "into"))) {
                return "replaces rows";
            }
        }
        return "";
    }

    private static boolean isWord(List<Token> tokens, int at, String keyword) {
        return at < tokens.size() && tokens.get(at).isWord(keyword);
    }
}
