package com.pmerit.d4.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.pmerit.d4.mojo.ReleaseWorld.Build;
import com.pmerit.d4.release.Outcome;
import com.pmerit.d4.release.ReleaseResult;
import com.pmerit.d4.release.StepResult;
import com.pmerit.d4.sandbox.http.Fault;
import com.pmerit.d4.source.TemporaryRepository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Releases of a commit whose migration drops a table, to a production that has it. */
final class SafeguardedReleaseTest {
    @TempDir
    private Path directory;

    private ReleaseWorld world;
    private Checkout checkout;

    @BeforeEach
    void releaseTheCommitBefore() throws Exception {
        checkout = Checkout.first(directory.resolve("checkout"));
        world = new ReleaseWorld(directory.resolve("state"), checkout.contract());
        for (String environment : List.of(ReleaseWorld.STAGING, ReleaseWorld.PRODUCTION)) {
            assertThat(world.deploy(checkout, environment).outcome()).contains(Outcome.DONE);
        }
        Files.writeString(
                checkout.directory().resolve("migrations/0003_drop.sql"),
                "-- d4:allow table-gone no Worker asks for prices any more\nDROP TABLE prices;\n");
        new TemporaryRepository(checkout.directory()).committed();
        checkout = new Checkout(checkout.directory(), "1.3.0");
    }

    @AfterEach
    void stop() throws Exception {
        world.close();
    }

    @Test
    void stopsBeforeTheMigrationWhenTheDumpFails() throws Exception {
        world.deploy(checkout, ReleaseWorld.STAGING);
        JsonNode before = world.outlook();
        world.sandbox
                .faults()
                .add(new Fault(
                        "POST",
                        new Fault.Template("/accounts/{account}/d1/database/{database}/raw"),
                        1,
                        1_000,
                        new Fault.Drop(Fault.Moment.BEFORE_ACTING)));

        Build build = world.deploy(checkout, ReleaseWorld.PRODUCTION);

        assertThat(build.outcome()).as("%s", build).contains(Outcome.ABORTED_SAFE);
        assertThat(build.failures()).singleElement().satisfies(failed -> {
            assertThat(failed.summary()).endsWith("cannot be read");
            assertThat(failed.details()).contains("0003_drop.sql:2 drops a table");
        });
        assertThat(world.outlook()).isEqualTo(before);
        assertThat(dumps()).isEmpty();
    }

    @Test
    void dumpsProductionBeforeTheTableGoesAndStagingNot() throws Exception {
        Build staging = world.deploy(checkout, ReleaseWorld.STAGING);
        assertThat(staging.outcome()).as("%s", staging).contains(Outcome.DONE);
        assertThat(backup(staging)).isInstanceOf(StepResult.AlreadyDone.class);
        assertThat(dumps()).isEmpty();

        Build production = world.deploy(checkout, ReleaseWorld.PRODUCTION);

        assertThat(production.outcome()).as("%s", production).contains(Outcome.DONE);
        assertThat(backup(production)).isInstanceOf(StepResult.Done.class);
        assertThat(dumps())
                .singleElement()
                .satisfies(dump -> assertThat(Files.readString(dump)).contains("CREATE TABLE prices"));
        assertThat(steps(production)).containsSubsequence("journal", "resume", "baseline", "backup", "migrate");
        assertThat(world.held().column("SELECT name FROM sqlite_master WHERE name = 'prices'"))
                .isEmpty();

        Build again = world.deploy(checkout, ReleaseWorld.PRODUCTION);

        assertThat(again.outcome()).as("%s", again).contains(Outcome.NOOP);
        assertThat(again.writes()).isEmpty();
        assertThat(dumps()).hasSize(1);
    }

    private static StepResult backup(Build build) {
        return build.ended().release().orElseThrow().steps().stream()
                .filter(step -> step.id().equals("backup"))
                .map(ReleaseResult.Ran::result)
                .findFirst()
                .orElseThrow();
    }

    private static List<String> steps(Build build) {
        return build.ended().release().orElseThrow().steps().stream()
                .map(ReleaseResult.Ran::id)
                .toList();
    }

    private List<Path> dumps() throws Exception {
        Path backups = checkout.directory().resolve("target/d4/backup");
        if (!Files.exists(backups)) {
            return List.of();
        }
        try (Stream<Path> walk = Files.walk(backups)) {
            return walk.filter(path -> path.endsWith("dump.sql")).toList();
        }
    }
}
