package com.pmerit.d4.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.pmerit.d4.cloudflare.Limits;
import com.pmerit.d4.gate.GateResult;
import com.pmerit.d4.mojo.ReleaseWorld.Build;
import com.pmerit.d4.release.Outcome;
import com.pmerit.d4.sandbox.http.RequestLog.Arrival;
import com.pmerit.d4.smoke.Transport;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several people release the shop to production at once, each from their own clone, and some of them another commit. */
final class RacingReleasesTest {
    private static final int SEEDS = 200;
    private static final int SIDE_BY_SIDE = 4;
    private static final List<Integer> CROWDS = List.of(2, 3, 2, 4, 2, 3, 2, 2, 2, 3, 2, 5, 2, 3, 2, 6, 2, 2, 7, 8);
    private static final List<Integer> TURNS = List.of(1, 4, 15, 60);

    /** A clone whose own run released nothing still lacks the tag. */
    private static final Set<Optional<Outcome>> AT_MOST_A_TAG =
            Set.of(Optional.of(Outcome.NOOP), Optional.of(Outcome.DONE));

    /** Who has the lock, whose record is open, or what was live first. */
    private static final Pattern NAMES_THE_OTHER = Pattern.compile(
            "shop is being released by [^ ].*|.* was not finished.*|.* has not ended: run .*|somebody else deployed shop .*",
            Pattern.DOTALL);

    /** Who waits for a turn is silent for as long as all the others take. */
    private static final Limits PATIENT =
            new Limits(Duration.ofMinutes(1), Duration.ofMinutes(10), Duration.ofMinutes(10), 64 << 20);

    @TempDir
    private Path directory;

    @Test
    void letOneCommitGoLiveAndTellAllOthersWhy() throws Exception {
        PreparedShop shop = PreparedShop.in(directory, Behaviour.WELL);
        Checkout sibling = shop.sibling();
        ExecutorService threads = Executors.newFixedThreadPool(SIDE_BY_SIDE);
        try {
            List<Future<List<String>>> races = IntStream.range(0, SEEDS)
                    .mapToObj(seed -> threads.submit(() -> problems(shop, sibling, seed)))
                    .toList();
            List<String> problems = new ArrayList<>();
            for (Future<List<String>> race : races) {
                problems.addAll(race.get());
            }
            assertThat(problems).isEmpty();
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<String> problems(PreparedShop shop, Checkout sibling, int seed) throws Exception {
        try (Case scene = shop.open()) {
            new Race(scene, sibling, seed).run();
            return List.of();
        } catch (AssertionError | RuntimeException problem) {
            return List.of("seed " + seed + ": " + problem);
        }
    }

    /** Somebody who takes part. */
    private record Racer(String name, Checkout checkout, Duration patience) {}

    /** How it ended for one of them. */
    private record Ending(Racer racer, Build build) {
        @Override
        public String toString() {
            return racer.name() + " (" + racer.patience() + ") " + told(build);
        }

        boolean is(Outcome outcome) {
            return build.outcome().equals(Optional.of(outcome));
        }
    }

    /** In a few words. */
    private static String told(Build build) {
        return build.outcome().map(Outcome::name).orElse("GATE_FAILED") + " "
                + build.failures()
                + build.ended()
                        .checklist()
                        .map(list -> list.failures().toString())
                        .orElse("");
    }

    private static final class Race {
        private final Case scene;
        private final int seed;
        private final Random random;
        private final List<Racer> racers = new ArrayList<>();
        private final Turns turns;

        Race(Case scene, Checkout sibling, int seed) throws IOException {
            this.scene = scene;
            this.seed = seed;
            this.random = new Random(seed);
            boolean apart = random.nextBoolean();
            for (int number = 0; number < CROWDS.get(seed % CROWDS.size()); number++) {
                Checkout commit = apart && (number == 1 || random.nextBoolean()) ? sibling : scene.checkout();
                racers.add(new Racer(
                        "racer-" + number,
                        commit.copied(scene.checkout().directory().resolveSibling("racer-" + number)),
                        Duration.ofSeconds(random.nextBoolean() ? 150 : 0)));
            }
            this.turns = new Turns(
                    random,
                    TURNS.get(random.nextInt(TURNS.size())),
                    racers.stream().map(Racer::name).toList());
        }

        void run() throws Exception {
            List<Ending> endings = endings();
            String told = "seed " + seed + " " + endings;

            assertThat(Invariants.broken(scene)).as(told).isEmpty();
            assertThat(Invariants.open(scene)).as(told).isEmpty();
            assertThat(winners(endings)).as("commits that went live: %s", told).hasSize(1);
            String winner = winners(endings).iterator().next();
            for (Ending ending : endings) {
                isWellSaid(ending, winner);
            }
            convergesTo(winner);
        }

        private List<Ending> endings() throws InterruptedException, ExecutionException {
            ExecutorService threads = Executors.newFixedThreadPool(racers.size());
            scene.world().before(this::waitForTurn);
            try {
                List<Future<Ending>> running = racers.stream()
                        .map(racer -> threads.submit(() -> release(racer)))
                        .toList();
                List<Ending> endings = new ArrayList<>();
                for (Future<Ending> one : running) {
                    endings.add(one.get());
                }
                return endings;
            } finally {
                threads.shutdownNow();
                scene.world().before(arrival -> {});
            }
        }

        private Ending release(Racer racer) throws InterruptedException {
            Transport front = question -> {
                turns.await(racer.name());
                return scene.world().front.ask(question);
            };
            try {
                Deployer deployer = scene.world().deployer(racer.name(), racer.patience(), front);
                return new Ending(
                        racer, scene.world().deploy(deployer, racer.checkout(), ReleaseWorld.PRODUCTION, PATIENT));
            } finally {
                turns.leave(racer.name());
            }
        }

        private void waitForTurn(Arrival arrival) {
            try {
                turns.await(arrival.request()
                        .headers()
                        .first("user-agent")
                        .orElseThrow()
                        .substring("d4/".length()));
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new UncheckedIOException(new InterruptedIOException("the race is stopped"));
            }
        }

        private static Set<String> winners(List<Ending> endings) throws InterruptedException {
            Set<String> commits = new HashSet<>();
            for (Ending ending : endings) {
                if (ending.is(Outcome.DONE)) {
                    commits.add(ending.racer().checkout().head());
                }
            }
            return commits;
        }

        /** Whoever released nothing says what is the matter and who was faster. */
        private void isWellSaid(Ending ending, String winner) throws InterruptedException {
            String said = "seed " + seed + ": " + ending;
            boolean sameCommit = ending.racer().checkout().head().equals(winner);
            if (ending.is(Outcome.DONE)) {
                return;
            }
            if (ending.build().ended().release().isEmpty()) {
                assertThat(sameCommit).as(said).isFalse();
                assertThat(ending.build().ended().checklist().orElseThrow().failures())
                        .as(said)
                        .extracting(GateResult::id)
                        .contains("ancestry");
                return;
            }
            if (ending.is(Outcome.NOOP)) {
                assertThat(sameCommit).as(said).isTrue();
                return;
            }
            assertThat(ending.build().outcome()).as(said).contains(Outcome.ABORTED_SAFE);
            assertThat(ending.build().failures())
                    .as(said)
                    .singleElement()
                    .satisfies(failure ->
                            assertThat(failure.summary() + failure.liveNow()).matches(NAMES_THE_OTHER));
        }

        /** One more run of each commit changes nothing, and that of the loser is told why. */
        private void convergesTo(String winner) throws IOException, InterruptedException {
            JsonNode before = scene.world().outlook();
            Set<String> again = new HashSet<>();
            for (Racer racer : racers) {
                String commit = racer.checkout().head();
                if (again.add(commit)) {
                    Build build = scene.world().deploy(racer.checkout(), ReleaseWorld.PRODUCTION);
                    assertThat(build.outcome())
                            .as("seed " + seed + ", run again: " + told(build))
                            .isIn(commit.equals(winner) ? AT_MOST_A_TAG : Set.of(Optional.empty()));
                    assertThat(build.writes())
                            .as("seed " + seed + ", run again")
                            .isEmpty();
                }
            }
            assertThat(scene.world().outlook()).as("seed " + seed).isEqualTo(before);
        }
    }
}
