package com.pmerit.d4.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.gate.ChecklistResult;
import com.pmerit.d4.mojo.DeployRun.Ended;
import com.pmerit.d4.release.Outcome;
import com.pmerit.d4.release.Progress;
import com.pmerit.d4.release.ReleaseResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each invariant is broken by hand, past d4, and is missed by name. */
final class InvariantsTest {
    private static final String CODE = "export default {};\n";

    @TempDir
    private static Path directory;

    private static PreparedShop shop;

    private Case scene;
    private Stranger stranger;

    @BeforeAll
    static void prepare() throws Exception {
        shop = PreparedShop.in(directory, Behaviour.WELL);
    }

    @BeforeEach
    void open() throws IOException {
        scene = shop.open();
        stranger = new Stranger(scene.world());
    }

    @AfterEach
    void close() throws IOException {
        scene.close();
    }

    @Test
    void holdBeforeAReleaseAndAfterIt() throws Exception {
        assertThat(Invariants.broken(scene)).isEmpty();

        assertThat(scene.deploy().outcome()).contains(Outcome.DONE);

        assertThat(Invariants.broken(scene)).isEmpty();
        assertThat(scene.world().held().head(Checkout.PRODUCTION).shares())
                .doesNotContainKey(scene.eve().anchor().id());
    }

    @Test
    void missASickVersionThatWasGivenTrafficForAMoment() throws Exception {
        String sick =
                stranger.uploads(CODE + Behaviour.SICK.comment(), scene.eve().digest());
        stranger.shiftsTo(sick);
        stranger.shiftsTo(scene.eve().anchor().id());

        assertThat(Invariants.broken(scene)).singleElement().asString().startsWith("I1: ");
    }

    @Test
    void missAVersionThatSickenedUnderTrafficAndWasLeftThere() throws Exception {
        String sick = stranger.uploads(
                CODE + Behaviour.SICK_UNDER_TRAFFIC.comment(), scene.eve().digest());
        stranger.shiftsTo(sick);

        assertThat(Invariants.broken(scene)).singleElement().asString().startsWith("I1: ");
        stranger.shiftsTo(scene.eve().anchor().id());
        assertThat(Invariants.broken(scene)).isEmpty();
    }

    @Test
    void missAStrangerThatServes() throws Exception {
        stranger.shiftsTo(stranger.uploads(CODE + Behaviour.WELL.comment(), "nobody"));

        assertThat(Invariants.broken(scene))
                .hasSize(2)
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("I2: "),
                        second -> assertThat(second).startsWith("I10: "));
    }

    @Test
    void missAMigrationThatIsTrackedAndNotMade() throws Exception {
        stranger.queries("INSERT INTO d1_migrations (name) VALUES ('0003_offers.sql')");

        assertThat(Invariants.broken(scene))
                .anySatisfy(line -> assertThat(line).startsWith("I3: 0003_offers.sql is tracked"));
    }

    @Test
    void missAMigrationThatIsHalfMade() throws Exception {
        stranger.queries("CREATE TABLE offers (id INTEGER PRIMARY KEY, cents INTEGER NOT NULL)");

        assertThat(Invariants.broken(scene))
                .singleElement()
                .asString()
                .startsWith("I3: 0003_offers.sql is not tracked");
    }

    @Test
    void missAMigrationThatWasSkipped() throws Exception {
        stranger.queries("DELETE FROM d1_migrations WHERE name = '0001_products.sql'");

        assertThat(Invariants.broken(scene))
                .anySatisfy(line -> assertThat(line).startsWith("I3: the tracking table says"));
    }

    @Test
    void missAMigrationThatIsNotWrittenDownUnlessAStrangerAppliedIt() throws Exception {
        stranger.applies("0003_offers.sql", scene.checkout());

        assertThat(Invariants.broken(scene)).singleElement().asString().startsWith("I4: ");
        scene.world().noteForeign("0003_offers.sql");
        assertThat(Invariants.broken(scene)).isEmpty();
    }

    @Test
    void missAWriteWithoutALease() throws Exception {
        stranger.posesAsD4();
        stranger.schedules("0 3 * * *");

        assertThat(Invariants.broken(scene)).singleElement().asString().startsWith("I7: PUT ");
    }

    @Test
    void missARunThatWroteAndHasNoRecord() throws Exception {
        stranger.queries("UPDATE d4_lock SET owner = 'a stranger', run_id = 'unheard', expires_at = unixepoch() + 120");
        stranger.posesAsD4();
        stranger.schedules("0 3 * * *");

        assertThat(Invariants.broken(scene)).singleElement().asString().startsWith("I8: run unheard ");
    }

    @Test
    void missARecordThatIsNeitherOpenNorClosed() throws Exception {
        stranger.queries("UPDATE d4_release SET outcome = NULL");

        assertThat(Invariants.broken(scene)).singleElement().asString().startsWith("I8: the record ");
        assertThat(Invariants.open(scene)).singleElement().asString().endsWith(" was never closed");
    }

    @Test
    void missAScheduleThatAnUndoForgot() throws Exception {
        stranger.schedules("5 5 * * *");
        scene.world().note(claiming(Outcome.ROLLED_BACK));

        assertThat(Invariants.broken(scene)).singleElement().asString().startsWith("I5: ");
    }

    @Test
    void missAnAnchorThatSharesItsTrafficAfterAnUndo() throws Exception {
        String other =
                stranger.uploads(CODE + Behaviour.WELL.comment(), scene.eve().digest());
        stranger.splits(scene.eve().anchor().id(), 99, other, 1);
        scene.world().note(claiming(Outcome.ROLLED_BACK));

        assertThat(Invariants.broken(scene)).singleElement().asString().startsWith("I5: ");
    }

    @Test
    void missTheTokenInAFile() throws Exception {
        Path report = scene.checkout().directory().resolve("target/d4/result.json");
        Files.createDirectories(report.resolveSibling(""));
        Files.writeString(report, "{\"token\":\"" + scene.world().sandbox.token() + "\"}");

        assertThat(Invariants.broken(scene)).singleElement().asString().startsWith("I6: a secret is in ");
    }

    @Test
    void missASuccessThatNobodySaw() {
        scene.world().note(claiming(Outcome.DONE));

        assertThat(Invariants.broken(scene)).singleElement().asString().startsWith("I9: ");
    }

    private static Ended claiming(Outcome outcome) {
        return new Ended(
                Optional.of(new ChecklistResult(List.of())),
                Optional.of(new ReleaseResult(outcome, List.of(), Progress.none())));
    }
}
