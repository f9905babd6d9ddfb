package com.pmerit.d4.sop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ResultFileTest {
    @TempDir
    private Path directory;

    @Test
    void tellsTheVerdictsOfTheLastChecklist() throws IOException {
        assertThat(read("""
                {"environment":"staging","sandbox":true,"started":"2026-02-17T09:00:00Z","commit":"4be1c07",
                 "checklist":{"passed":false,"gates":[
                   {"id":"tests","title":"All tests pass","verdict":"failed","summary":"1 test failed"}]}}
                """))
                .isEqualTo(new LastChecklist.Ran(
                        Optional.of("staging"),
                        true,
                        Instant.parse("2026-02-17T09:00:00Z"),
                        Optional.of("4be1c07"),
                        List.of(new LastChecklist.GateVerdict("tests", "All tests pass", "failed", "1 test failed"))));
    }

    @Test
    void takesTheReportOfAGoalWithoutAChecklistForNone() throws IOException {
        assertThat(read("{\"started\":\"2026-02-17T09:00:00Z\",\"steps\":[]}")).isEqualTo(new LastChecklist.Never());
        assertThat(new ResultFile(directory.resolve("nowhere.json")).read()).isEqualTo(new LastChecklist.Never());
    }

    @Test
    void takesABrokenReportForNoVerdict() throws IOException {
        assertThat(read("{")).isInstanceOf(LastChecklist.Unreadable.class);
        assertThat(read("{\"checklist\":{\"gates\":[{\"id\":\"tests\"}]}}"))
                .isInstanceOf(LastChecklist.Unreadable.class);
    }

    private LastChecklist read(String json) throws IOException {
        Path file = Files.writeString(directory.resolve("result.json"), json);
        return new ResultFile(file).read();
    }
}
