package com.pmerit.d4.database.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.database.ExampleMigrations;
import com.pmerit.d4.database.MigrationFile;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The 46 files of the example project, which make 70 tables. */
final class ExampleHistoryTest {
    private List<MigrationFile> files;

    @BeforeEach
    void read() throws Exception {
        files = ExampleMigrations.files();
    }

    @Test
    void rehearsesEveryFileWithRowsInEveryTable() throws Exception {
        Rehearsal.Done done = (Rehearsal.Done) new Rehearser(Set.of()).rehearse(List.of(), files);

        assertThat(done.files()).hasSize(46);
        assertThat(done.schema().tables()).isEqualTo(70);
        assertThat(done.notSeeded()).isEmpty();
        assertThat(done.files()).allSatisfy(file -> {
            assertThat(file.failures()).as(file.file().name().text()).isEmpty();
            assertThat(file.losses()).as(file.file().name().text()).isEmpty();
        });
    }

    @Test
    void asksATargetThatHasNothingYetNothing() throws Exception {
        Rehearsal.Done done = (Rehearsal.Done) new Rehearser(Set.of()).rehearse(List.of(), files);

        assertThat(Prober.of(List.of(), Set.of(), done.files())).isEqualTo(new Probes(List.of(), List.of()));
    }
}
