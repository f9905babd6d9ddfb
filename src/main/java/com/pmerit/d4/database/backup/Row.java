package com.pmerit.d4.database.backup;

import java.util.List;
import java.util.stream.Collectors;

/** One row, a value for each of its table's columns. */
record Row(List<Value> values) {
    Row {
        values = List.copyOf(values);
    }

    /** The values between commas, as they are compared. */
    String sql() {
        return values.stream().map(Value::sql).collect(Collectors.joining(","));
    }

    /** The values between commas, as SQL that gives exactly them. */
    String exact() {
        return values.stream().map(Value::exact).collect(Collectors.joining(","));
    }

    /** The values by which it is told apart from others. */
    List<String> key(Table table) {
        return table.key().stream().map(place -> values.get(place).exact()).toList();
    }
}
