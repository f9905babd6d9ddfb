package com.pmerit.d4.database.backup;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.commons.codec.digest.DigestUtils;

/** Knows the rows of a source by their hashes, so that two sources can be compared row by row. */
final class RowBags implements Rows {
    private static final int BYTES = 16;

    private final Map<String, Map<String, Integer>> byTable = new LinkedHashMap<>();

    static RowBags of(Source source, Shape shape) throws Unanswered {
        RowBags bags = new RowBags();
        shape.tables().stream()
                .filter(Table::hasRows)
                .forEach(table -> bags.byTable.put(table.name(), new HashMap<>()));
        new RowReader(source).read(shape.tables(), bags);
        return bags;
    }

    @Override
    public void take(Table table, Row row) {
        // The columns by name, for their order is none of the rows' business.
        String text = String.join(",", table.columns()) + "\n" + row.sql();
        byte[] hash = Arrays.copyOf(DigestUtils.sha256(text.getBytes(StandardCharsets.UTF_8)), BYTES);
        byTable.computeIfAbsent(table.name(), name -> new HashMap<>())
                .merge(HexFormat.of().formatHex(hash), 1, Integer::sum);
    }

    Set<String> tables() {
        return byTable.keySet();
    }

    long rows(String table) {
        return byTable.getOrDefault(table, Map.of()).values().stream()
                .mapToLong(Integer::longValue)
                .sum();
    }

    /** How many rows of a table the other one does not have. */
    long missingIn(RowBags other, String table) {
        Map<String, Integer> theirs = other.byTable.getOrDefault(table, Map.of());
        return byTable.getOrDefault(table, Map.of()).entrySet().stream()
                .mapToLong(row -> Math.max(0, row.getValue() - theirs.getOrDefault(row.getKey(), 0)))
                .sum();
    }
}
