package com.pmerit.d4.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MigrationNameTest {

    @Test
    void sortsByNumberThenByTextWithUnnumberedNamesLast() {
        List<String> wranglersOrder = List.of(
                "0001_x.sql",
                "002_y.sql",
                "0010_a.sql",
                "0010_b.sql",
                "028_a.sql",
                "28_a.sql",
                "2024-01-01_x.sql",
                "Zzz.sql",
                "zzz.sql");
        List<MigrationName> names =
                new ArrayList<>(wranglersOrder.stream().map(MigrationName::new).toList());
        Collections.shuffle(names, new Random(7));

        Collections.sort(names);

        assertThat(names).extracting(MigrationName::text).containsExactlyElementsOf(wranglersOrder);
    }

    @ParameterizedTest
    @CsvSource({
        "0007_a.sql,7",
        "12.sql,12",
        "1.5_x.sql,1",
        "-3_x.sql,-3",
        "99999999999999999999_x.sql,99999999999999999999"
    })
    void readsTheLeadingNumberAsJavaScriptDoes(String name, String number) {
        assertThat(new MigrationName(name).number())
                .hasValueSatisfying(found -> assertThat(found).hasToString(number));
    }

    @Test
    void findsNoNumberWhereNoneLeads() {
        assertThat(new MigrationName("init_2.sql").number()).isEmpty();
    }
}
