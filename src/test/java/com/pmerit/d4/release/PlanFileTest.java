package com.pmerit.d4.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PlanFileTest {
    @TempDir
    private Path directory;

    @Test
    void refusesAFileThatIsNotThere() {
        assertThat(refusal()).isEqualTo(file() + ": there is no such file");
    }

    @Test
    void refusesWhatIsNoJson() throws IOException {
        write("a plan");

        assertThat(refusal()).endsWith(": it is no JSON");
    }

    @Test
    void refusesWhatIsCutInTheMiddle() throws IOException {
        String whole = written();
        write(whole.substring(0, whole.length() / 2));

        assertThat(refusal()).endsWith(": it is no JSON");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}
            []
            {"hash":"x"}
            {"hash":1,"plan":{}}
            """)
    void refusesWhatIsNoPlan(String json) throws IOException {
        write(json);

        assertThat(refusal()).endsWith(": it is no plan");
    }

    @Test
    void refusesAPlanOfAnotherSchemaVersion() throws IOException {
        write(written().replace("\"schemaVersion\" : 1", "\"schemaVersion\" : 2"));

        assertThat(refusal()).endsWith(": it has the schema version 2, and this d4 reads 1");
    }

    @ParameterizedTest
    @CsvSource({
        "'\"environment\" : \"staging\"', '\"environment\" : \"production\"'",
        "'\"lockable\" : true', '\"lockable\" : false'",
        "'applied, 3 statements', 'applied, 2 statements'",
        "'d1: v1 at 100.0 %', 'd2: v2 at 100.0 %'",
        "'\"warnings\" : [ ]', '\"warnings\" : [ \"all is well\" ]'",
        "'\"lockable\" : true', '\"lockable\" : true, \"further\" : 1'",
    })
    void refusesAPlanThatWasEdited(String text, String other) throws IOException {
        String edited = written().replace(text, other);
        assertThat(edited).isNotEqualTo(written());
        write(edited);

        assertThat(refusal()).endsWith(": its hash does not fit what it says: it was edited after it was written");
    }

    @Test
    void refusesAHashOfSomethingThatIsNoPlan() throws IOException {
        String hashOfAnEmptyObject = "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a";
        write("{\"schemaVersion\":1,\"hash\":\"" + hashOfAnEmptyObject + "\",\"plan\":{}}");

        assertThat(refusal()).endsWith(": it is no plan: lockable is not true or false");
    }

    @Test
    void givesBackWhatWasWritten() throws IOException {
        Plan plan = Plans.with(
                List.of(new Change("var", "GREETING", "not set", "Grüße \u202e \u0000 ]]>")), List.of("look out"));
        new PlanFile(file()).write(Plans.outlook(plan));

        PlanFile.Reading reading = new PlanFile(file()).read();

        assertThat(reading).isEqualTo(new PlanFile.Reading.Read(plan));
    }

    @Test
    void givesBackAPlanOutsideOfARepository() throws IOException {
        Plan plan = new Plan("staging", "shop", Optional.empty(), "digest", false, List.of(), List.of(), List.of());
        new PlanFile(file()).write(Plans.outlook(plan));

        assertThat(new PlanFile(file()).read()).isEqualTo(new PlanFile.Reading.Read(plan));
    }

    @Test
    void leavesNothingBesideTheFile() throws IOException {
        written();
        written();

        try (Stream<Path> files = Files.list(file().resolveSibling(""))) {
            assertThat(files).containsExactly(file());
        }
    }

    private Path file() {
        return directory.resolve("d4/plan.json");
    }

    private String written() throws IOException {
        new PlanFile(file()).write(Plans.outlook(Plans.release()));
        return Files.readString(file());
    }

    private void write(String text) throws IOException {
        Files.createDirectories(file().resolveSibling(""));
        Files.writeString(file(), text);
    }

    private String refusal() {
        PlanFile.Reading reading = new PlanFile(file()).read();
        assertThat(reading).isInstanceOf(PlanFile.Reading.Refused.class);
        return ((PlanFile.Reading.Refused) reading).why();
    }
}
