package com.pmerit.d4.sql;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * SQL text with any number of statements and one list of parameters, as the {@code sql} and {@code params} of a request
 * to D1 hold them.
 */
public final class D1Script {
    private D1Script() {}

    /**
     * The statements of the text. The parameters belong to the last statement, as in D1's engine; a parameter in an
     * earlier one is refused when it is run. A text without any statement gives an empty list.
     */
    public static List<D1Statement> statements(String sql, List<@Nullable Object> parameters) {
        List<SqlStatement> pieces = StatementSplitter.split(sql);
        List<D1Statement> statements = new ArrayList<>();
        int from = 0;
        for (int index = 0; index < pieces.size(); index++) {
            boolean last = index == pieces.size() - 1;
            SqlStatement piece = pieces.get(index);
            int end = piece.offset() + piece.text().length();
            // The comments before a statement stay: the offset in D1's messages counts from behind the previous one.
            String text = sql.substring(from, end);
            statements.add(new D1Statement(index == 0 ? text : text.stripLeading(), last ? parameters : List.of()));
            from = end;
        }
        return List.copyOf(statements);
    }
}
