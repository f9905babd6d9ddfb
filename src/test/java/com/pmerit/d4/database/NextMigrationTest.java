package com.pmerit.d4.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class NextMigrationTest {
    @Test
    void beginsAtOneAsWranglerDoes() {
        assertThat(after("init")).isEqualTo("0001_init.sql");
    }

    @Test
    void comesAfterTheHighestNumberAndIsAsWide() {
        assertThat(after("reconcile production", "002_a.sql", "010_b.sql", "zz.sql"))
                .isEqualTo("011_reconcile_production.sql");
    }

    @Test
    void growsWiderWhereTheNumberDoes() {
        assertThat(after("more", "99_a.sql")).isEqualTo("100_more.sql");
    }

    @Test
    void takesNothingIntoTheNameThatAFileSystemOrAShellMightMind() {
        assertThat(after("Rebuild \"odd/../name\"")).isEqualTo("0001_rebuild_odd_name_.sql");
    }

    private static String after(String about, String... files) {
        List<MigrationFile> there = Stream.of(files)
                .map(name -> new MigrationFile(new MigrationName(name), Path.of(name), ""))
                .toList();
        return NextMigration.after(there, about).text();
    }
}
