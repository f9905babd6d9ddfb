package com.pmerit.d4.database.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.database.ExampleMigrations;
import com.pmerit.d4.database.MigrationFile;
import com.pmerit.d4.database.MigrationStatus;
import com.pmerit.d4.database.baseline.Assessment.Judged;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Which files may be recorded as applied, and what the rest comes to. */
final class AssessmentTest {
    private static final String USERS = "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT);";
    private static final String ORDERS = "CREATE TABLE orders (id INTEGER PRIMARY KEY);";
    private static final String SEED = "INSERT INTO users (name) VALUES ('root');";

    @Test
    void recordsWhatIsProvenAndLeavesTheRestWhichEndsInTheIntendedSchema() throws SQLException {
        Assessment found = assessed(USERS, Set.of(), USERS, ORDERS);

        assertThat(found.recorded()).extracting(Judged::name).containsExactly("1_f.sql");
        assertThat(found.remaining()).extracting(Judged::name).containsExactly("2_f.sql");
        assertThat(found.replay().theorem()).isInstanceOf(Theorem.Holds.class);
        assertThat(found.replay().holds()).isTrue();
    }

    @Test
    void recordsAFileWhoseRowsCannotBeProvenOnlyWhenItIsNamed() throws SQLException {
        Assessment unnamed = assessed(USERS, Set.of(), USERS, SEED);
        Assessment named = assessed(USERS, Set.of("2_f.sql"), USERS, SEED);

        assertThat(unnamed.remaining()).extracting(Judged::name).containsExactly("2_f.sql");
        assertThat(unnamed.remaining().get(0).verdict().isAttestable()).isTrue();
        assertThat(named.recorded()).extracting(Judged::name).containsExactly("1_f.sql", "2_f.sql");
        assertThat(named.recorded().get(1).standing()).isEqualTo(Assessment.Standing.ATTESTED);
        assertThat(named.wronglyAttested()).isEmpty();
    }

    @Test
    void showsWhatNoFileMakesAndHoldsAllTheSame() throws SQLException {
        Assessment found = assessed(USERS + "CREATE TABLE by_hand (a TEXT);", Set.of(), USERS);

        assertThat(found.replay().theorem()).isInstanceOf(Theorem.Differs.class);
        assertThat(found.replay().handMade()).containsExactly("table by_hand");
        assertThat(found.replay().holds()).isTrue();
    }

    @Test
    void saysWhereAFileThatRemainsStops() throws SQLException {
        Assessment found = assessed(USERS, Set.of(), USERS + ORDERS, "CREATE TABLE last (a TEXT);");

        assertThat(found.files().get(0).verdict()).isInstanceOf(Verdict.Partial.class);
        assertThat(found.replay().theorem())
                .isInstanceOfSatisfying(
                        Theorem.Stops.class, stops -> assertThat(stops.file()).isEqualTo("1_f.sql"));
        assertThat(found.replay().holds()).isFalse();
    }

    @Test
    void refusesAWordAgainstTheSchemaWhenNothingMakesUpForIt() throws SQLException {
        Assessment partial = assessed(USERS, Set.of("1_f.sql"), USERS + ORDERS);
        Assessment absent = assessed(USERS, Set.of("2_f.sql"), USERS, ORDERS);

        assertThat(partial.wronglyAttested()).extracting(Judged::name).containsExactly("1_f.sql");
        assertThat(absent.wronglyAttested()).extracting(Judged::name).containsExactly("2_f.sql");
        assertThat(absent.replay().missing()).containsExactly(new Missing("table orders", List.of("2_f.sql")));
    }

    /** What d4:reconcile writes: the way out for a file of which a part was made by hand. */
    @Test
    void takesAWordForAPartialFileWhenALaterFileBringsTheRest() throws SQLException {
        String reconciled = "CREATE TABLE IF NOT EXISTS orders (id INTEGER PRIMARY KEY);";

        Assessment found = assessed(USERS, Set.of("1_f.sql"), USERS + ORDERS, reconciled);

        assertThat(found.recorded()).extracting(Judged::name).containsExactly("1_f.sql");
        assertThat(found.remaining()).extracting(Judged::name).containsExactly("2_f.sql");
        assertThat(found.replay().holds()).isTrue();
        assertThat(found.wronglyAttested()).isEmpty();
    }

    @Test
    void refusesAWordForAFileThatShouldHaveTakenSomethingAway() throws SQLException {
        Assessment found = assessed(USERS + ORDERS, Set.of("2_f.sql", "3_f.sql"), USERS, ORDERS, "DROP TABLE orders;");

        assertThat(found.replay().leftOver()).containsExactly("table orders");
        assertThat(found.wronglyAttested()).extracting(Judged::name).containsExactly("3_f.sql");
    }

    /** The index of file 3 is there; the rebuild of file 2 ran in part, would run late, and would take it away for good. */
    @Test
    void seesThatALateRebuildWouldUndoAProvenFile() throws SQLException {
        String rebuild = "CREATE TABLE IF NOT EXISTS orders (id INTEGER PRIMARY KEY); DROP TABLE users;"
                + " CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT, mail TEXT);";
        String index = "CREATE INDEX by_name ON users (name);";

        Assessment found = assessed(USERS + ORDERS + index, Set.of(), USERS, rebuild, index);

        assertThat(found.recorded()).extracting(Judged::name).contains("3_f.sql");
        assertThat(found.replay().undone())
                .extracting(Replay.Undone::words)
                .contains("2_f.sql would undo what 3_f.sql did to index by_name");
    }

    @Test
    void seesThatAFileThatRemainsWouldBringBackWhatAProvenOneTookAway() throws SQLException {
        Assessment found = assessed(
                USERS,
                Set.of(),
                USERS,
                "CREATE TABLE stage (a TEXT); INSERT INTO stage VALUES ('x');",
                "DROP TABLE stage;");

        assertThat(found.recorded()).extracting(Judged::name).containsExactly("1_f.sql", "3_f.sql");
        assertThat(found.replay().undone())
                .extracting(Replay.Undone::words)
                .contains("2_f.sql would undo what 3_f.sql did to table stage");
    }

    /** What a file before the one that stops has done counts, and what comes after it does not. */
    @Test
    void judgesARemainderThatStopsByHowFarItComes() throws SQLException {
        String drop = "DROP INDEX IF EXISTS by_name; CREATE TABLE one (a TEXT);";
        String stops = ORDERS + "CREATE TABLE two (a TEXT);";
        String index = "CREATE INDEX by_name ON users (name);";

        Assessment before = assessed(USERS + ORDERS + index, Set.of(), USERS, drop, stops, index);
        Assessment after = assessed(USERS + ORDERS + index, Set.of(), USERS, stops, drop, index);

        assertThat(before.replay().theorem()).isInstanceOf(Theorem.Stops.class);
        assertThat(before.replay().undone()).hasSize(1);
        assertThat(after.replay().theorem()).isInstanceOf(Theorem.Stops.class);
        assertThat(after.replay().undone()).isEmpty();
    }

    @Test
    void takesAWordForAFileThatCannotBeReplayed() throws SQLException {
        Assessment found = assessed(USERS, Set.of("2_f.sql"), USERS, "ALTER TABLE nobody ADD COLUMN a TEXT;");

        assertThat(found.recorded()).extracting(Judged::name).containsExactly("1_f.sql", "2_f.sql");
        assertThat(found.replay().holds()).isTrue();
        assertThat(found.wronglyAttested()).isEmpty();
    }

    @Test
    void judgesOnlyWhatIsNotListedAndReplaysAll() throws SQLException {
        List<MigrationFile> files = HandMade.files(USERS, "ALTER TABLE users ADD COLUMN mail TEXT;");

        Assessment found = Assessment.of(
                MigrationStatus.of(files, List.of("1_f.sql", "0_gone.sql")),
                HandMade.schema(USERS),
                Set.of(),
                Set.of());

        assertThat(found.listed()).containsExactly("1_f.sql");
        assertThat(found.files()).extracting(Judged::name).containsExactly("2_f.sql");
        assertThat(found.replay().holds()).isTrue();
    }

    /** The example's production: three tables of two files are missing, one was made by hand, three files are listed. */
    @Test
    void adoptsAProductionThatWasMadeByHand() throws Exception {
        List<MigrationFile> files = ExampleMigrations.files();
        List<String> scripts =
                new ArrayList<>(files.stream().map(MigrationFile::sql).toList());
        scripts.add("DROP TABLE agent_instances; DROP TABLE secret_access_log; DROP TABLE security_classifications;"
                + "CREATE TABLE agents_of_old (a TEXT);");
        List<String> schema = HandMade.schema(scripts.toArray(String[]::new));
        MigrationStatus status = MigrationStatus.of(
                files,
                files.subList(43, 46).stream().map(file -> file.name().text()).toList());

        Assessment looked = Assessment.of(status, schema, Set.of(), Set.of());
        Set<String> vouched = looked.remaining().stream()
                .filter(file -> file.verdict().isAttestable())
                .map(Judged::name)
                .collect(Collectors.toSet());
        Assessment adopted = Assessment.of(status, schema, Set.of(), vouched);

        assertThat(looked.recorded()).hasSize(35);
        assertThat(looked.replay().undone()).isEmpty();
        assertThat(vouched).hasSize(6);
        assertThat(adopted.remaining())
                .extracting(Judged::name)
                .containsExactly("0009_security_governance.sql", "0035_agent_state.sql");
        assertThat(adopted.replay().handMade()).containsExactly("table agents_of_old");
        assertThat(adopted.replay().holds()).isTrue();
    }

    private static Assessment assessed(String production, Set<String> attested, String... files) throws SQLException {
        return Assessment.of(
                MigrationStatus.of(HandMade.files(files), List.of()), HandMade.schema(production), Set.of(), attested);
    }
}
