package com.pmerit.d4.database.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.database.MigrationFile;
import com.pmerit.d4.sql.SchemaDifference;
import com.pmerit.d4.sql.SchemaFact;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class VerdictsTest {
    private static final String USERS = "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT);";
    private static final String ORDERS = "CREATE TABLE orders (id INTEGER PRIMARY KEY);";

    @Test
    void provesWhatTheSchemaHas() throws SQLException {
        assertThat(verdict(USERS, USERS)).isEqualTo(new Verdict.Proven());
    }

    @Test
    void provesNoRows() throws SQLException {
        assertThat(verdict(USERS, USERS + " INSERT INTO users (name) VALUES ('root');"))
                .isEqualTo(new Verdict.DataUnproven(List.of("1:57")));
        assertThat(verdicts(USERS, USERS, "UPDATE users SET name = 'x';").get("2_f.sql"))
                .isEqualTo(new Verdict.DataOnly(List.of("1:1")));
    }

    @Test
    void tellsWhatIsAbsent() throws SQLException {
        Map<String, Verdict> verdicts = verdicts(USERS, USERS, ORDERS);

        assertThat(verdicts.get("1_f.sql")).isEqualTo(new Verdict.Proven());
        assertThat(((Verdict.Absent) Objects.requireNonNull(verdicts.get("2_f.sql")))
                        .missing()
                        .values())
                .hasSize(2)
                .containsOnly(List.of("2_f.sql"));
    }

    @Test
    void tellsWhatIsMissingOfAFileAndWhatIsStillThere() throws SQLException {
        Verdict.Partial partial = (Verdict.Partial) Objects.requireNonNull(
                verdicts(USERS + ORDERS, USERS, "DROP TABLE users;" + ORDERS).get("2_f.sql"));
        Verdict.Partial half = (Verdict.Partial) verdict(USERS, USERS + ORDERS);

        assertThat(partial.missing()).isEmpty();
        assertThat(partial.stillThere()).extracting(SchemaFact::name).contains("users", "users.name");
        assertThat(half.missing().keySet()).extracting(SchemaFact::name).containsExactly("orders", "orders.id");
    }

    @Test
    void provesWhatALaterFileTookAwayOnlyWithThatFile() throws SQLException {
        Map<String, Verdict> done = verdicts(ORDERS, USERS, "DROP TABLE users;" + ORDERS);
        Map<String, Verdict> notYet = verdicts(USERS, USERS, "DROP TABLE users;" + ORDERS);

        assertThat(done.get("1_f.sql")).isEqualTo(new Verdict.Shadowed(Set.of("2_f.sql"), true));
        assertThat(notYet.get("1_f.sql")).isEqualTo(new Verdict.Shadowed(Set.of("2_f.sql"), false));
    }

    @Test
    void blamesTheFileWhoseFormOfAFactIsTheLastOne() throws SQLException {
        Map<String, Verdict> verdicts = verdicts(
                "CREATE TABLE users (id INTEGER PRIMARY KEY, title TEXT);",
                USERS,
                "ALTER TABLE users RENAME COLUMN name TO label;",
                "ALTER TABLE users RENAME COLUMN label TO title;");

        assertThat(verdicts.get("1_f.sql")).isEqualTo(new Verdict.Proven());
        assertThat(verdicts.get("2_f.sql")).isEqualTo(new Verdict.Shadowed(Set.of("3_f.sql"), true));
        assertThat(verdicts.get("3_f.sql")).isEqualTo(new Verdict.Proven());
    }

    @Test
    void verifiesNothingByWhatItCopiedFromTheDatabaseItself() throws SQLException {
        String production = "CREATE TABLE made_by_hand (id INTEGER PRIMARY KEY, note TEXT, color TEXT);";

        assertThat(verdict(production, "ALTER TABLE made_by_hand ADD COLUMN color TEXT;"))
                .isEqualTo(new Verdict.Unverified(Set.of("made_by_hand")));
        assertThat(verdict(production, "ALTER TABLE made_by_hand ADD COLUMN weight REAL;"))
                .isInstanceOf(Verdict.Absent.class);
    }

    @Test
    void saysWhereAFileCannotBeReplayed() throws SQLException {
        Verdict.Unreplayable verdict =
                (Verdict.Unreplayable) verdict(USERS, USERS + "\nALTER TABLE nobody ADD COLUMN a TEXT;");

        assertThat(verdict.failure().place()).isEqualTo("2:1");
        assertThat(verdict.failure().words()).contains("no such table: nobody");
    }

    @Test
    void leavesOutWhatIsTracked() throws SQLException {
        History history = History.fromEmpty(HandMade.files(USERS, ORDERS), List.of(), Set.of());

        assertThat(new Verdicts(history).of(List.of(), Set.of("1_f.sql"))).containsOnlyKeys("2_f.sql");
    }

    @Test
    void holdsTheRecordingSoundOnlyWhereTheRestEndsInTheWantedSchema() throws SQLException {
        List<MigrationFile> files = HandMade.files(USERS, ORDERS);
        History history = History.fromEmpty(files, List.of(), Set.of());

        assertThat(Theorem.of(history.end(), HandMade.schema(USERS), files.subList(1, 2), Set.of()))
                .isEqualTo(new Theorem.Holds());
        assertThat(Theorem.of(history.end(), HandMade.schema(USERS), List.of(), Set.of()))
                .isInstanceOfSatisfying(
                        Theorem.Differs.class,
                        differs -> assertThat(differs.differences())
                                .extracting(SchemaDifference::name)
                                .containsExactly("orders"));
        assertThat(Theorem.of(history.end(), HandMade.schema(USERS), files, Set.of()))
                .isInstanceOfSatisfying(Theorem.Stops.class, stops -> {
                    assertThat(stops.file()).isEqualTo("1_f.sql");
                    assertThat(stops.failure().words()).contains("table users already exists");
                });
    }

    private static Verdict verdict(String production, String file) throws SQLException {
        return Objects.requireNonNull(verdicts(production, file).get("1_f.sql"));
    }

    private static Map<String, Verdict> verdicts(String production, String... files) throws SQLException {
        List<String> schema = HandMade.schema(production);
        History history = History.fromEmpty(HandMade.files(files), schema, Set.of());
        return new Verdicts(history)
                .of(History.on(schema, List.of(), Set.of()).end().facts(), Set.of());
    }
}
