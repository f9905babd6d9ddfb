package com.pmerit.d4.worker;

import static com.pmerit.d4.worker.ShopWorker.code;
import static com.pmerit.d4.worker.ShopWorker.failed;
import static com.pmerit.d4.worker.ShopWorker.progress;
import static com.pmerit.d4.worker.ShopWorker.share;
import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.Environments;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.contract.TrafficPortion;
import com.pmerit.d4.release.Phase;
import com.pmerit.d4.release.Progress;
import com.pmerit.d4.release.Step;
import com.pmerit.d4.release.StepResult;
import com.pmerit.d4.release.StepResult.Aftermath;
import com.pmerit.d4.sandbox.http.Fault.Moment;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TrafficStepTest {
    private static final TrafficPortion TENTH = new TrafficPortion(10, Duration.ofMinutes(5));
    private static final TrafficPortion HALF = new TrafficPortion(50, Duration.ofSeconds(50));

    @TempDir
    private Path directory;

    private final List<String> howFar = new ArrayList<>();
    private final List<Duration> guarded = new ArrayList<>();
    private final List<Map<String, Double>> asked = new ArrayList<>();
    private Optional<String> objection = Optional.empty();
    private Aftermath smokeFails = Aftermath.NOTHING;
    private int failingSmoke = Integer.MAX_VALUE;
    private ShopWorker shop;
    private String live;
    private String next;
    private Progress staged;
    private Environment environment;

    @BeforeEach
    void stageASecondVersion() throws Exception {
        shop = new ShopWorker(directory);
        live = shop.release("one");
        staged = progress(shop.stage(progress(shop.upload(code("two")))));
        next = staged.version().orElseThrow();
        environment = Environments.withTraffic(shop.staging, TENTH, HALF);
    }

    @AfterEach
    void stop() throws IOException {
        shop.close();
    }

    @Test
    void takesBackWhatDoesNotPassUnderTraffic() throws Exception {
        failingSmoke = 1;

        StepResult.Failed failed = failed(run(staged));

        assertThat(failed.aftermath()).isEqualTo(Aftermath.TAKE_BACK);
        assertThat(failed.summary()).isEqualTo("at 10 % of the traffic: /health: status 500");
        assertThat(failed.liveNow()).isEqualTo("live is version " + live + " at 90 %, version " + next + " at 10 %");
        assertThat(shop.shares()).isEqualTo(Map.of(live, 90.0, next, 10.0));
    }

    @Test
    void takesNothingBackWhenAnotherVersionAnswers() throws Exception {
        failingSmoke = 1;
        smokeFails = Aftermath.OVER;

        assertThat(failed(run(staged)).aftermath()).isEqualTo(Aftermath.OVER);
    }

    @Test
    void stopsWhenTheLockIsLostWhileItSoaks() throws Exception {
        objection = Optional.of("this run lost the lock");

        StepResult.Failed failed = failed(run(staged));

        assertThat(failed.summary()).isEqualTo("the release stops at 10 % of the traffic: this run lost the lock");
        assertThat(failed.aftermath()).isEqualTo(Aftermath.HUMAN);
        assertThat(guarded).containsExactly(Duration.ofSeconds(20));
        assertThat(asked).isEmpty();
    }

    @Test
    void refusesASplitThatIsNotOnItsWay() throws Exception {
        shop.somebodyShifts(share(live, 70) + "," + share(next, 30));

        StepResult.Failed failed = failed(run(staged));

        assertThat(failed.aftermath()).isEqualTo(Aftermath.OVER);
        assertThat(failed.liveNow()).isEqualTo("live is version " + live + " at 70 %, version " + next + " at 30 %");
        assertThat(shop.shares()).containsEntry(next, 30.0);
    }

    @Test
    void takesBackWhenTheNextPartCannotBeShifted() throws Exception {
        String refused =
                "{\"success\":false,\"errors\":[{\"code\":10021,\"message\":\"no\"}],\"messages\":[],\"result\":null}";
        shop.account.answers("POST", "/workers/scripts/{script}/deployments", 2, 400, refused);

        StepResult.Failed failed = failed(run(staged));

        assertThat(failed.aftermath()).isEqualTo(Aftermath.TAKE_BACK);
        assertThat(asked).hasSize(1);
    }

    @Test
    void leavesToAPersonWhatItCannotReadBack() throws Exception {
        shop.account.drops("GET", "/workers/scripts/{script}/deployments", 2, 1_000, Moment.BEFORE_ACTING);

        assertThat(failed(run(staged)).aftermath()).isEqualTo(Aftermath.HUMAN);
    }

    @Test
    void givesEachPartItsTimeAndAsksAfterIt() throws Exception {
        StepResult passed = run(staged);

        assertThat(passed).isInstanceOf(StepResult.Done.class);
        assertThat(passed.summary()).isEqualTo("passed 10 % for PT5M, 50 % for PT50S");
        assertThat(asked).containsExactly(Map.of(live, 90.0, next, 10.0), Map.of(live, 50.0, next, 50.0));
        assertThat(shop.account.time.passed()).isEqualTo(Duration.ofSeconds(350));
        assertThat(guarded).as("asked every 20 s").hasSize(18).endsWith(Duration.ofSeconds(350));
        assertThat(howFar)
                .startsWith(
                        "10 % of the traffic, 300 s of its soak left", "10 % of the traffic, 280 s of its soak left")
                .endsWith("50 % of the traffic, 10 s of its soak left");
    }

    @Test
    void soaksAgainInThePartThatWasCutOffAndPassesOverTheOneBefore() throws Exception {
        shop.somebodyShifts(share(live, 50) + "," + share(next, 50));
        int written = shop.deployments().size();

        StepResult passed = run(staged);

        assertThat(passed).isInstanceOf(StepResult.AlreadyDone.class);
        assertThat(passed.summary()).isEqualTo("passed 50 % for PT50S");
        assertThat(shop.deployments()).hasSize(written);
        assertThat(shop.account.time.passed()).isEqualTo(Duration.ofSeconds(50));
    }

    @Test
    void isNotNeededWhereNoPartIsStated() throws Exception {
        environment = shop.staging;

        assertThat(run(staged)).isInstanceOf(StepResult.NotNeeded.class);
        assertThat(step().phase()).isEmpty();
    }

    @Test
    void isWrittenDownBeforeTrafficMoves() throws Exception {
        assertThat(step().phase()).contains(Phase.SHIFTING);
        assertThat(run(staged.nowServing())).isInstanceOf(StepResult.AlreadyDone.class);
        assertThat(asked).isEmpty();
    }

    private StepResult run(Progress progress) throws InterruptedException {
        return step().run(progress);
    }

    private TrafficStep step() {
        return new TrafficStep(
                environment, shop.account.api, "1.2.0", shop.account.time.waiting(), this::guard, smoke(), howFar::add);
    }

    private Optional<String> guard() {
        guarded.add(shop.account.time.passed());
        return objection;
    }

    private Step smoke() {
        return new Step() {
            @Override
            public String id() {
                return "smoke-new";
            }

            @Override
            public String title() {
                return "Ask it";
            }

            @Override
            public StepResult run(Progress progress) throws InterruptedException {
                try {
                    asked.add(shop.shares());
                } catch (IOException failure) {
                    throw new AssertionError(failure);
                }
                return asked.size() < failingSmoke
                        ? new StepResult.AlreadyDone("/health answered rightly", progress)
                        : new StepResult.Failed("/health: status 500", List.of(), "", "mend it", smokeFails);
            }
        };
    }
}
