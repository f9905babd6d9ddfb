package com.pmerit.d4.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.pmerit.d4.mojo.Blow.AtCall;
import com.pmerit.d4.mojo.Blow.AtDoor;
import com.pmerit.d4.mojo.ReleaseWorld.Build;
import com.pmerit.d4.mojo.Witness.Kind;
import com.pmerit.d4.mojo.Witness.Seen;
import com.pmerit.d4.release.Outcome;
import com.pmerit.d4.sandbox.http.Fault.Moment;
import com.pmerit.d4.trial.RecordedCall;
import com.pmerit.d4.trial.Trials;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A JVM that releases the shop to production is killed with SIGKILL, and the same command is run again: whatever the moment was,
 * production ends as if nobody had been killed.
 *
 * <p>Each call of a release is a moment before, in which the request has come in whole and nothing is ever done about it, and a
 * moment during, in which all was done and the answer is held back. What is after a call is before the next one: the release has
 * heard all answers, and has asked for nothing more. Where no call comes next the release is killed at what does come: at the
 * first and the last question of each smoke test, and at the step that makes the tag. Until the lock is taken every call is a mere
 * reading, and each is one moment, before and during by turns. The run afterwards is on the same checkout and on a fresh one by
 * turns, and on both when the call was a write.
 *
 * <p>Of a run that recovers, and is killed as well, each call is a moment during that writes, be it to d4's own tables only. Of a
 * red release each call from the shift on is one, and each write is a moment before, too.
 */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
final class KilledReleaseProcessTest {
    private static final String HEALTH = "shop.team.workers.dev/health";
    private static final String TAGGING = "releasing.invalid" + FrontDoor.STEP + "tag";
    private static final String VERSIONS = "/accounts/{account}/workers/scripts/{script}/versions";
    private static final String DEPLOYMENTS = "/accounts/{account}/workers/scripts/{script}/deployments";

    @TempDir
    private static Path directory = Path.of(".");

    private static Stage well;
    private static Stage red;

    /** A shop and what releases of it look like that nobody killed. */
    private record Stage(PreparedShop shop, Killer killer, List<Seen> calls, List<String> visits, JsonNode outlook) {
        /** The calls, each before and during. */
        List<AtCall> blows() {
            return Blow.of(calls);
        }

        /** The moment of a call that is known by its route. */
        AtCall blow(String method, String template, int occurrence, Moment moment) {
            return blows().stream()
                    .filter(blow -> blow.moment() == moment)
                    .filter(blow -> blow.call().equals(new RecordedCall(method, template, occurrence)))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** What must be true at last. */
    @FunctionalInterface
    private interface Expected {
        void of(Case scene, Build last) throws Exception;
    }

    @BeforeAll
    static void rehearse() throws Exception {
        ReleasingJvms jvms = ReleasingJvms.in(directory);
        well = stage(Behaviour.WELL, jvms, true);
        red = stage(Behaviour.SICK_UNDER_TRAFFIC, jvms, false);
    }

    private static Stage stage(Behaviour behaviour, ReleasingJvms jvms, boolean first) throws Exception {
        PreparedShop shop = PreparedShop.in(Files.createDirectory(directory.resolve(behaviour.name())), behaviour);
        try (Case scene = shop.open()) {
            List<String> visits = new CopyOnWriteArrayList<>();
            try (FrontDoor door = new FrontDoor(scene.world().front, visits::add)) {
                Process release = first ? jvms.first(scene, door) : jvms.another(scene, door);
                assertThat(release.waitFor()).isZero();
            }
            Outcome outcome = behaviour == Behaviour.WELL ? Outcome.DONE : Outcome.ROLLED_BACK;
            assertThat(ReleasingJvms.said(scene)).startsWith(outcome.name());
            List<Seen> calls = scene.world().witness.seen();
            return new Stage(
                    shop, new Killer(jvms), calls, visits, scene.world().outlook());
        }
    }

    @Test
    void endsAsIfItHadNotBeenKilledWhateverTheMoment() throws Exception {
        List<Blow> blows = moments(well);
        assertThat(blows).hasSizeGreaterThanOrEqualTo(110);

        assertThat(Trials.problems(blows, blow -> {
                    try (Case scene = well.shop().open()) {
                        well.killer().strikes(scene, blow);
                        endsWell(scene, isOdd(blows, blow), blow, KilledReleaseProcessTest::isReleased);
                    }
                }))
                .isEmpty();
    }

    @Test
    void endsSoAsWellWhenTheRunThatRecoversIsKilledToo() throws Exception {
        List<Blow> first = List.of(
                migrating(),
                well.blow("POST", VERSIONS, 1, Moment.AFTER_ACTING),
                well.blow("POST", DEPLOYMENTS, 2, Moment.BEFORE_ACTING),
                well.blow("POST", DEPLOYMENTS, 2, Moment.AFTER_ACTING));

        assertThat(killedTwice(well, first, KilledReleaseProcessTest::isReleased))
                .isEmpty();
    }

    @Test
    void finishesTheUndoWhateverTheMomentOfIt() throws Exception {
        int shift = IntStream.range(0, red.calls().size())
                .filter(index -> red.calls().get(index).kind() == Kind.WRITE
                        && red.calls().get(index).template().equals(DEPLOYMENTS))
                .skip(1)
                .findFirst()
                .orElseThrow();
        List<AtCall> blows = red.blows().subList(2 * shift, 2 * red.calls().size()).stream()
                .filter(blow -> blow.kind() == Kind.WRITE || blow.moment() == Moment.AFTER_ACTING)
                .toList();
        assertThat(blows).hasSizeGreaterThanOrEqualTo(15);

        assertThat(Trials.problems(blows, blow -> {
                    try (Case scene = red.shop().open()) {
                        red.killer().strikes(scene, blow);
                        endsWell(scene, isOdd(blows, blow), blow, KilledReleaseProcessTest::isBack);
                    }
                }))
                .isEmpty();
    }

    @Test
    void finishesTheUndoAsWellWhenTheRunThatFinishesItIsKilledToo() throws Exception {
        List<Blow> first = List.of(
                red.blow("POST", DEPLOYMENTS, 3, Moment.BEFORE_ACTING),
                red.blow("POST", DEPLOYMENTS, 3, Moment.AFTER_ACTING));

        assertThat(killedTwice(red, first, KilledReleaseProcessTest::isBack)).isEmpty();
    }

    @Test
    void beginsNoFurtherWriteAndNoUndoOnceItIsAskedToStop() throws Exception {
        List<AtCall> blows = well.blows().stream()
                .filter(blow -> blow.kind() == Kind.WRITE && blow.moment() == Moment.AFTER_ACTING)
                .toList();
        assertThat(blows).hasSizeGreaterThanOrEqualTo(6);

        assertThat(Trials.problems(blows, blow -> {
                    try (Case scene = well.shop().open()) {
                        String said = well.killer().stops(scene, blow);
                        assertThat(said).contains("the build is being stopped");
                        assertThat(writes(scene.world().witness.seen()))
                                .as("writes, the last of which was under way")
                                .isEqualTo(1 + blows.indexOf(blow));
                        assertThat(scene.world().held().column("SELECT phase FROM d4_release"))
                                .doesNotContain("UNDOING");
                        assertThat(scene.world().held().column("SELECT name FROM d4_lock WHERE expires_at > 0"))
                                .as("locks that are held")
                                .isEmpty();
                        isReleased(scene, scene.deploy());
                    }
                }))
                .isEmpty();
    }

    private static long writes(List<Seen> calls) {
        return calls.stream().filter(call -> call.kind() == Kind.WRITE).count();
    }

    /** All moments of a release. */
    private static List<Blow> moments(Stage stage) {
        List<Blow> moments = new ArrayList<>();
        boolean locked = false;
        for (AtCall blow : stage.blows()) {
            locked |= blow.kind() != Kind.READ;
            boolean even = moments.size() % 2 == 0;
            if (locked || even == (blow.moment() == Moment.BEFORE_ACTING)) {
                moments.add(blow);
            }
        }
        int questions = 0;
        List<String> visits = stage.visits();
        for (int index = 0; index < visits.size(); index++) {
            if (visits.get(index).equals(HEALTH)) {
                questions++;
                if (!visits.get(index - 1).equals(HEALTH)
                        || !visits.get(index + 1).equals(HEALTH)) {
                    moments.add(new AtDoor(HEALTH, questions));
                }
            }
        }
        moments.add(new AtDoor(TAGGING, 1));
        return moments;
    }

    /** The call that applies the migration. */
    private static AtCall migrating() {
        return well.blows().stream()
                .filter(blow -> blow.moment() == Moment.AFTER_ACTING)
                .filter(blow -> well.calls().get(well.blows().indexOf(blow) / 2).sql().stream()
                        .anyMatch(sql -> sql.contains("CREATE TABLE offers")))
                .findFirst()
                .orElseThrow();
    }

    /** Kills a release, kills the next one at each call of it that writes, and lets the third one end. */
    private static List<String> killedTwice(Stage stage, List<Blow> first, Expected expected) throws Exception {
        List<String> problems = new ArrayList<>();
        for (Blow one : first) {
            try (Case killed = stage.shop().open()) {
                stage.killer().strikes(killed, one);
                killed.age();
                List<AtCall> second = recovery(stage, killed);
                problems.addAll(Trials.problems(second, blow -> {
                    try (Case scene = stage.shop().twin(killed)) {
                        stage.killer().strikes(scene, blow);
                        boolean fresh = isOdd(second, blow);
                        expected.of(scene, again(stage, scene, fresh));
                    } catch (AssertionError problem) {
                        throw new AssertionError("after a kill " + one + ": " + problem.getMessage(), problem);
                    }
                }));
            }
        }
        return problems;
    }

    private static List<AtCall> recovery(Stage stage, Case killed) throws Exception {
        try (Case scene = stage.shop().twin(killed)) {
            scene.deploy();
            List<AtCall> blows = Blow.of(scene.world().witness.seen()).stream()
                    .filter(blow -> blow.kind() != Kind.READ && blow.moment() == Moment.AFTER_ACTING)
                    .toList();
            assertThat(blows).isNotEmpty();
            return blows;
        }
    }

    private static void endsWell(Case scene, boolean fresh, Blow blow, Expected expected) throws Exception {
        Stage stage = scene.checkout().directory().startsWith(directory.resolve(Behaviour.WELL.name())) ? well : red;
        if (blow instanceof AtCall at && at.kind() == Kind.WRITE) {
            try (Case twin = stage.shop().twin(scene)) {
                expected.of(twin, again(stage, twin, !fresh));
            }
        }
        expected.of(scene, again(stage, scene, fresh));
    }

    private static Build again(Stage stage, Case scene, boolean fresh) throws Exception {
        scene.age();
        Checkout checkout = fresh ? stage.shop().another(scene) : scene.checkout();
        Build again = scene.world().deploy(checkout, ReleaseWorld.PRODUCTION);
        if (stage.equals(well)) {
            assertThat(checkout.tags()).contains("v1.3.0");
        }
        return again;
    }

    private static void isReleased(Case scene, Build last) throws Exception {
        assertThat(last.outcome().filter(Set.of(Outcome.DONE, Outcome.NOOP)::contains))
                .as("%s", last)
                .isPresent();
        assertThat(scene.world().outlook()).isEqualTo(well.outlook());
        isInOrder(scene);
    }

    private static void isBack(Case scene, Build last) throws Exception {
        assertThat(last.outcome()).as("%s", last).contains(Outcome.ROLLED_BACK);
        assertThat(scene.world().outlook()).isEqualTo(red.outlook());
        assertThat(scene.world().held().head(Checkout.PRODUCTION).shares())
                .isEqualTo(Map.of(scene.eve().anchor().id(), 100.0));
        isInOrder(scene);
    }

    private static void isInOrder(Case scene) {
        assertThat(Invariants.broken(scene)).isEmpty();
        assertThat(Invariants.open(scene)).isEmpty();
        assertThat(scene.world().held().versions(Checkout.PRODUCTION))
                .as("versions of the new code")
                .filteredOn(version -> version.tag().equals(scene.eve().digest()))
                .hasSize(1);
    }

    private static <T> boolean isOdd(List<T> all, T one) {
        return all.indexOf(one) % 2 == 1;
    }
}
