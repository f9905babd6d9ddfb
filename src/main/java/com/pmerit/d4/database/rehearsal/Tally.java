package com.pmerit.d4.database.rehearsal;

import com.pmerit.d4.sql.D1Database;
import com.pmerit.d4.sql.TableModel;
import com.pmerit.d4.sql.TableModel.ForeignKey;
import com.pmerit.d4.sql.Token;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a table holds.
 *
 * @param rows how many
 * @param references for the columns of each foreign key, in lower case, how many rows refer to something that is neither
 *     NULL nor the default
 */
record Tally(long rows, Map<List<String>, Long> references) {

    static Tally of(D1Database database, TableModel table) throws SQLException {
        StringBuilder question = new StringBuilder("SELECT count(*)");
        for (ForeignKey key : table.foreignKeys()) {
            question.append(", count(*) FILTER (WHERE ")
                    .append(key.columns().stream()
                            .map(column -> Names.quoted(column) + " IS NOT " + rest(table, column, key))
                            .collect(Collectors.joining(" AND ")))
                    .append(')');
        }
        question.append(" FROM ").append(Names.quoted(table.name()));
        List<@Nullable Object> answer = database.ask(question.toString()).get(0);
        Map<List<String>, Long> references = new HashMap<>();
        for (int index = 0; index < table.foreignKeys().size(); index++) {
            references.put(columns(table.foreignKeys().get(index)), number(answer.get(index + 1)));
        }
        return new Tally(number(answer.get(0)), references);
    }

    /** How many rows refer to something by these columns; nothing when no foreign key has them. */
    Optional<Long> references(ForeignKey key) {
        return Optional.ofNullable(references.get(columns(key)));
    }

    private static List<String> columns(ForeignKey key) {
        return key.columns().stream().map(Token::folded).toList();
    }

    /** What a foreign key leaves in a column when the parent goes. */
    private static String rest(TableModel table, String column, ForeignKey key) {
        return key.onDelete().equals("SET DEFAULT")
                ? table.column(column)
                        .flatMap(TableModel.Column::defaultValue)
                        .map(value -> "(" + value + ")")
                        .orElse("NULL")
                : "NULL";
    }

    private static long number(@Nullable Object value) {
        return ((Number) Objects.requireNonNull(value)).longValue();
    }
}
