package com.pmerit.d4.sql;

import java.util.List;
import java.util.Optional;

/** Finds what a {@code CREATE TABLE} says of one column, to say it again in an {@code ALTER TABLE … ADD COLUMN}. */
public final class ColumnText {
    private ColumnText() {}

    /**
     * The definition as it is written, name and constraints with it; empty when the text defines no such column.
     *
     * @param createTable the text of the table
     * @param column its name; case does not matter
     */
    public static Optional<String> of(String createTable, String column) {
        String wanted = Token.folded(column);
        List<Token> tokens = Tokenizer.meaningfulTokens(createTable);
        return TableText.items(tokens, TableText.firstBracket(tokens)).stream()
                .filter(item ->
                        !TableText.isConstraint(item) && item.get(0).folded().equals(wanted))
                .findFirst()
                .map(item -> createTable.substring(
                        item.get(0).offset(), item.get(item.size() - 1).end()));
    }
}
