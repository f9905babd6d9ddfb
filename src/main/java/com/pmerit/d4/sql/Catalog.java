package com.pmerit.d4.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads from a database what the rules for one statement need to know of it, and no more. */
final class Catalog {
    private static final List<String> SHADOW_ENDINGS = List.of("_data", "_idx", "_content", "_docsize", "_config");
    private static final String SHADOWS = "SELECT lower(name) FROM pragma_table_list WHERE type = 'shadow'";
    private static final String RESERVED = "SELECT m.name, c.name FROM sqlite_schema m JOIN pragma_table_info(m.name) c"
            + " WHERE m.type = 'table' AND lower(substr(m.name, 1, 4)) = '_cf_' ORDER BY m.name, c.cid";

    private final Statement statement;

    Catalog(Statement statement) {
        this.statement = statement;
    }

    Set<String> shadowTables(List<Token> sql) throws SQLException {
        boolean possible = StatementShape.of(sql)
                .target()
                .filter(name -> SHADOW_ENDINGS.stream().anyMatch(name.folded()::endsWith))
                .isPresent();
        Set<String> names = new TreeSet<>();
        if (possible) {
            try (ResultSet rows = statement.executeQuery(SHADOWS)) {
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
            }
        }
        return names;
    }

    ReservedNames reservedNames(String sql) throws SQLException {
        String folded = sql.toLowerCase(Locale.ROOT);
        Map<String, List<String>> columnsByTable = new TreeMap<>();
        if (folded.contains("_cf_") || folded.contains("pragma_")) {
            try (ResultSet rows = statement.executeQuery(RESERVED)) {
                while (rows.next()) {
                    columnsByTable
                            .computeIfAbsent(rows.getString(1), name -> new ArrayList<>())
                            .add(rows.getString(2));
                }
            }
        }
        return new ReservedNames(columnsByTable);
    }
}
