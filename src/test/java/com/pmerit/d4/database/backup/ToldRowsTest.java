package com.pmerit.d4.database.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ToldRowsTest {
    private static final Table TABLE = new Table(
            "products", "CREATE TABLE products (id)", Content.ROWS, List.of("id"), List.of(0), List.of(), false);

    @Test
    void passesEachRowOnAndTellsOfEachThousandth() throws Exception {
        List<Row> passed = new ArrayList<>();
        List<String> told = new ArrayList<>();
        Rows rows = new ToldRows((table, row) -> passed.add(row), told::add);

        for (int number = 1; number < 2_500; number++) {
            rows.take(TABLE, new Row(List.of()));
        }

        assertThat(passed).hasSize(2_499);
        assertThat(told).containsExactly("1000 rows", "2000 rows");
    }
}
