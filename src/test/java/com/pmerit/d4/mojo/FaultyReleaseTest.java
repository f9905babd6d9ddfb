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
import com.pmerit.d4.sandbox.http.Fault;
import com.pmerit.d4.sandbox.http.Faults;
import com.pmerit.d4.trial.Misfortune;
import com.pmerit.d4.trial.RecordedCall;
import com.pmerit.d4.trial.Trials;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each call of a Worker's very first release, which has its own way, meets each misfortune: either the release goes on, or it says
 * what happened and the same command mends it.
 */
final class FaultyReleaseTest {
    private static final String SCRIPT = "/accounts/{account}/workers/scripts/{script}";
    private static final String QUERY = "POST /accounts/{account}/d1/database/{database}/query";

    @TempDir
    private Path directory;

    private final AtomicInteger states = new AtomicInteger();

    @Test
    void aFirstReleaseOutlivesEachFaultOfEachCall() throws Exception {
        Contract contract = ShopProject.in(Files.createDirectory(directory.resolve("shop")), "");
        Undisturbed record = record(contract);
        assertThat(record.routes())
                .contains(QUERY, "PUT " + SCRIPT, "GET " + SCRIPT + "/deployments", "PUT " + SCRIPT + "/schedules");

        assertThat(sufferAll(contract, record)).isGreaterThanOrEqualTo(300);
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
        List<String> problems = new ArrayList<>();
        for (Misfortune misfortune : Misfortune.SWIFT) {
            Trials.problems(record.calls(), call -> suffer(contract, record, misfortune.at(call)))
                    .forEach(problem -> problems.add(misfortune + " at " + problem));
        }
        assertThat(problems).isEmpty();
        return record.calls().size() * Misfortune.SWIFT.size();
    }

    private void suffer(Contract contract, Undisturbed record, Fault fault) throws Exception {
        try (StagingCloud cloud = fresh(contract)) {
            cloud.sandbox.faults().add(fault);
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
