package com.pmerit.d4.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.pmerit.d4.contract.Contract;
import com.pmerit.d4.gate.GateResult;
import com.pmerit.d4.gate.Verdict;
import com.pmerit.d4.mojo.DeployRun.Ended;
import com.pmerit.d4.release.Outcome;
import com.pmerit.d4.release.ReleaseResult;
import com.pmerit.d4.release.StepResult;
import com.pmerit.d4.sandbox.http.Faults;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each call of a release to staging meets each misfortune, and either the release goes on, or it says what happened and the
 * same command mends it.
 */
final class FaultyReleaseTest {
    private static final String SECRET = "<secret>PAYMENT_KEY</secret>";
    private static final String SCRIPT = "/accounts/{account}/workers/scripts/{script}";
    private static final String QUERY = "POST /accounts/{account}/d1/database/{database}/query";

    private static final int SIDE_BY_SIDE = 4;

    @TempDir
    private Path directory;

    private final AtomicInteger states = new AtomicInteger();

    @Test
    void aReleaseThatReplacesAVersionOutlivesEachFaultOfEachCall() throws Exception {
        Contract contract = ShopProject.in(Files.createDirectory(directory.resolve("shop")), SECRET);
        Undisturbed record = record(contract);
        assertThat(record.routes())
                .contains(
                        QUERY,
                        "POST " + SCRIPT + "/versions",
                        "POST " + SCRIPT + "/deployments",
                        "GET " + SCRIPT + "/versions",
                        "GET " + SCRIPT + "/versions/{version}",
                        "GET " + SCRIPT + "/deployments",
                        "PUT " + SCRIPT + "/schedules",
                        "PATCH " + SCRIPT + "/script-settings");

        assertThat(sufferAll(contract, record))
                .isEqualTo(record.calls().size() * Misfortune.ALL.size())
                .isGreaterThanOrEqualTo(28 * 8);
    }

    @Test
    void aFirstReleaseOutlivesEachFaultOfEachCall() throws Exception {
        Contract contract = ShopProject.in(Files.createDirectory(directory.resolve("shop")), "");
        Undisturbed record = record(contract);
        assertThat(record.routes())
                .contains(QUERY, "PUT " + SCRIPT, "GET " + SCRIPT + "/deployments", "PUT " + SCRIPT + "/schedules");

        assertThat(sufferAll(contract, record))
                .isEqualTo(record.calls().size() * Misfortune.ALL.size())
                .isGreaterThanOrEqualTo(23 * 8);
    }

    /** A release that nothing disturbed: its calls, the state before it and the state that it leaves. */
    private record Undisturbed(List<RecordedCall> calls, JsonNode trafficBefore, JsonNode after) {
        Set<String> routes() {
            Set<String> routes = new TreeSet<>();
            calls.forEach(call -> routes.add(call.method() + " " + call.template()));
            return routes;
        }
    }

    private Undisturbed record(Contract contract) throws Exception {
        try (StagingCloud cloud = fresh(contract)) {
            JsonNode before = cloud.traffic();
            Ended ended = cloud.deploy();
            assertThat(ended.release()).as("%s", ended).isPresent();
            assertThat(ended.release().orElseThrow().outcome()).as("%s", ended).isEqualTo(Outcome.DONE);
            List<RecordedCall> calls = RecordedCall.of(cloud.sandbox.requests());
            JsonNode after = cloud.settled();
            assertThat(cloud.deploy().release().orElseThrow().outcome()).isEqualTo(Outcome.NOOP);
            assertThat(cloud.settled()).isEqualTo(after);
            return new Undisturbed(calls, before, after);
        }
    }

    /** Lets each call meet each misfortune; tells how many cases ran, once none of them has a problem. */
    private int sufferAll(Contract contract, Undisturbed record) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(SIDE_BY_SIDE);
        try {
            List<Future<List<String>>> cases = new ArrayList<>();
            for (RecordedCall call : record.calls()) {
                for (Misfortune misfortune : Misfortune.ALL) {
                    cases.add(threads.submit(() -> problems(contract, record, call, misfortune)));
                }
            }
            List<String> problems = new ArrayList<>();
            for (Future<List<String>> one : cases) {
                problems.addAll(one.get());
            }
            assertThat(problems).isEmpty();
            return cases.size();
        } finally {
            threads.shutdownNow();
        }
    }

    private List<String> problems(Contract contract, Undisturbed record, RecordedCall call, Misfortune misfortune)
            throws Exception {
        try {
            suffer(contract, record, call, misfortune);
            return List.of();
        } catch (AssertionError | RuntimeException problem) {
            return List.of(call + ", " + misfortune.name() + ": " + problem);
        }
    }

    private void suffer(Contract contract, Undisturbed record, RecordedCall call, Misfortune misfortune)
            throws Exception {
        try (StagingCloud cloud = fresh(contract)) {
            cloud.sandbox.faults().add(misfortune.at(call));
            Ended first = cloud.deploy();
            assertThat(cloud.sandbox.faults().seen())
                    .extracting(Faults.Seen::hits)
                    .as("the fault met its call")
                    .allMatch(hits -> hits > 0);
            cloud.sandbox.faults().clear();
            cloud.locksRunOut();
            boolean success = isSuccess(first, cloud, record);

            Ended second = cloud.deploy();

            assertThat(second.release()).as("the second run: %s", second).isPresent();
            assertThat(second.release().orElseThrow().outcome())
                    .as("the second run after %s: %s", first, second)
                    .isIn(success ? Set.of(Outcome.NOOP) : Set.of(Outcome.NOOP, Outcome.DONE));
            assertThat(cloud.settled()).as("after %s", first).isEqualTo(record.after());
        }
    }

    /** Whether a release succeeded; one that did not must have said clearly what is the matter. */
    private static boolean isSuccess(Ended ended, StagingCloud cloud, Undisturbed record) throws Exception {
        if (ended.release().isEmpty()) {
            assertThat(ended.checklist().orElseThrow().failures()).isNotEmpty().allSatisfy(FaultyReleaseTest::isClear);
            assertThat(cloud.traffic()).isEqualTo(record.trafficBefore());
            return false;
        }
        ReleaseResult release = ended.release().get();
        if (release.outcome() == Outcome.DONE) {
            return true;
        }
        StepResult.Failed failed = release.steps().stream()
                .map(ReleaseResult.Ran::result)
                .filter(StepResult.Failed.class::isInstance)
                .map(StepResult.Failed.class::cast)
                .findFirst()
                .orElseThrow();
        assertThat(failed.summary()).isNotBlank();
        assertThat(failed.liveNow()).isNotBlank();
        assertThat(failed.remedy()).contains("run");
        if (failed.safe()) {
            assertThat(cloud.traffic()).as("'%s' is true", failed.liveNow()).isEqualTo(record.trafficBefore());
        }
        return false;
    }

    private static void isClear(GateResult gate) {
        Verdict.Failed failed = (Verdict.Failed) gate.verdict();
        assertThat(failed.summary()).isNotBlank().doesNotContain("the gate itself broke");
        assertThat(failed.remedy()).isNotBlank();
    }

    private StagingCloud fresh(Contract contract) throws Exception {
        return new StagingCloud(contract, directory.resolve("state-" + states.incrementAndGet()));
    }
}
