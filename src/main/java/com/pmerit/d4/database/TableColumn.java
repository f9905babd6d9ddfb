package com.pmerit.d4.database;

import com.pmerit.d4.sql.Token;
import com.pmerit.d4.sql.Tokenizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A column as a CREATE TABLE defines it.
 *
 * @param name in lower case
 * @param definition the text, from its name to its last clause
 */
record TableColumn(String name, String definition) {

    /** The columns of these names, in lower case, in the order of the text. */
    static List<TableColumn> of(String createTable, Set<String> names) {
        List<TableColumn> found = new ArrayList<>();
        List<Token> item = new ArrayList<>();
        int depth = 0;
        for (Token token : Tokenizer.meaningfulTokens(createTable)) {
            boolean closing = token.isOperator(")");
            depth -= closing ? 1 : 0;
            boolean ends = (closing && depth == 0) || (token.isOperator(",") && depth == 1);
            if (ends) {
                add(item, createTable, names, found);
                item.clear();
            } else if (depth > 0) {
                item.add(token);
            }
            depth += token.isOperator("(") ? 1 : 0;
        }
        return found;
    }

    private static void add(List<Token> item, String text, Set<String> names, List<TableColumn> found) {
        boolean known = !item.isEmpty()
                && names.contains(item.get(0).folded())
                && found.stream()
                        .noneMatch(column -> column.name.equals(item.get(0).folded()));
        if (known) {
            int end = item.get(item.size() - 1).end();
            found.add(new TableColumn(
                    item.get(0).folded(), text.substring(item.get(0).offset(), end)));
        }
    }
}
