package com.pmerit.d4.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.pmerit.d4.cloudflare.FlightRecorder;
import com.pmerit.d4.contract.Contract;
import com.pmerit.d4.release.Outcome;
import com.pmerit.d4.replay.Replay;
import com.pmerit.d4.sandbox.http.Fault;
import com.pmerit.d4.sandbox.http.Fault.Moment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the flight recorder wrote of a release is enough to make the same release happen again. */
final class ReplayedReleaseTest {
    private static final String SCRIPT = "/workers/scripts/shop-staging";

    @TempDir
    private Path directory = Path.of(".");

    private final List<String> warnings = new ArrayList<>();
    private Optional<Contract> project = Optional.empty();

    @BeforeEach
    void makeTheProject() throws IOException {
        project = Optional.of(
                ShopProject.in(Files.createDirectory(directory.resolve("shop")), "<secret>PAYMENT_KEY</secret>"));
    }

    @Test
    void endsAsTheRecordedReleaseDid() throws Exception {
        try (StagingCloud recorded = cloud("recorded");
                StagingCloud fresh = cloud("fresh")) {
            Path flight = record(recorded);

            Replay.Outcome replayed = Replay.of(flight, fresh.sandbox);

            assertThat(replayed.differences()).isEmpty();
            assertThat(replayed.notSent()).isEmpty();
            assertThat(calls(fresh)).containsExactlyElementsOf(calls(recorded)).hasSizeGreaterThanOrEqualTo(28);
            assertThat(replayed.sent()).isEqualTo(calls(recorded).size());
            assertThat(fresh.deployments()).isEqualTo(recorded.deployments()).hasSizeGreaterThan(1);
            assertThat(schema(fresh)).isEqualTo(schema(recorded)).isNotEmpty();
        }
    }

    @Test
    void namesWhatItMadeUp() throws Exception {
        try (StagingCloud recorded = cloud("recorded");
                StagingCloud fresh = cloud("fresh")) {
            Replay.Outcome replayed = Replay.of(record(recorded), fresh.sandbox);

            assertThat(replayed.standIns())
                    .singleElement()
                    .asString()
                    .contains("POST", SCRIPT + "/versions: the code of module worker.js, sha256 ");
        }
    }

    @Test
    void tellsARecordInWhichAStatusWasChanged() throws Exception {
        assertThat(differencesAfter(line -> isShift(line) ? line.replace("\"status\":200", "\"status\":409") : line))
                .as("the staging and the shift")
                .hasSize(2)
                .allSatisfy(difference ->
                        assertThat(difference).contains("POST", SCRIPT + "/deployments: was 409", "is now 200"));
    }

    @Test
    void tellsARecordInWhichAnAnswerWasChanged() throws Exception {
        assertThat(differencesAfter(
                        line -> isShift(line) ? line.replace("\\\"success\\\":true", "\\\"success\\\":false") : line))
                .as("the staging and the shift")
                .hasSize(2)
                .allSatisfy(difference ->
                        assertThat(difference).contains("was 200 success=false", "is now 200 success=true"));
    }

    @Test
    void tellsARecordInWhichARequestWasChanged() throws Exception {
        assertThat(differencesAfter(
                        line -> isShift(line) ? line.replace("\\\"percentage\\\":100", "\\\"percentage\\\":40") : line))
                .isNotEmpty()
                .first()
                .asString()
                .contains("POST", SCRIPT + "/deployments: was 200", "is now 400");
    }

    @Test
    void tellsARecordFromWhichARequestWasTaken() throws Exception {
        assertThat(differencesAfter(line -> isUpload(line) ? "" : line))
                .isNotEmpty()
                .allSatisfy(difference -> assertThat(difference).contains(SCRIPT));
    }

    @Test
    void leavesOutWhatAKilledRunWasWriting() throws Exception {
        try (StagingCloud recorded = cloud("recorded");
                StagingCloud fresh = cloud("fresh")) {
            Path flight = record(recorded);
            Files.writeString(flight, "{\"sequence\":99,\"method\":\"DEL", StandardOpenOption.APPEND);

            Replay.Outcome replayed = Replay.of(flight, fresh.sandbox);

            assertThat(replayed.differences()).isEmpty();
            assertThat(replayed.sent()).isEqualTo(calls(recorded).size());
        }
    }

    @Test
    void namesARequestWhoseOutcomeNobodyKnows() throws Exception {
        try (StagingCloud recorded = cloud("recorded");
                StagingCloud fresh = cloud("fresh")) {
            recorded.sandbox
                    .faults()
                    .add(Fault.first(
                            "GET",
                            new Fault.Template("/accounts/{account}/workers/scripts/{script}/deployments"),
                            new Fault.Drop(Moment.BEFORE_ACTING)));

            Replay.Outcome replayed = Replay.of(record(recorded), fresh.sandbox);

            assertThat(replayed.notSent())
                    .singleElement()
                    .asString()
                    .contains("GET", SCRIPT + "/deployments", "no answer was recorded");
            assertThat(replayed.differences()).isEmpty();
            assertThat(fresh.deployments()).isEqualTo(recorded.deployments());
        }
    }

    private List<String> differencesAfter(UnaryOperator<String> change) throws Exception {
        try (StagingCloud recorded = cloud("recorded");
                StagingCloud fresh = cloud("fresh")) {
            Path flight = record(recorded);
            List<String> lines = Files.readAllLines(flight);
            List<String> changed =
                    lines.stream().map(change).filter(line -> !line.isEmpty()).toList();
            assertThat(changed).as("the record was changed").isNotEqualTo(lines);
            Files.write(flight, changed);
            return Replay.of(flight, fresh.sandbox).differences();
        }
    }

    private static boolean isShift(String line) {
        return line.contains("\"method\":\"POST\"") && line.contains(SCRIPT + "/deployments\"");
    }

    private static boolean isUpload(String line) {
        return line.contains("\"method\":\"POST\"") && line.contains(SCRIPT + "/versions\"");
    }

    private StagingCloud cloud(String name) throws IOException {
        return new StagingCloud(project.orElseThrow(), directory.resolve(name));
    }

    private Path record(StagingCloud cloud) throws Exception {
        FlightRecorder recorder = new FlightRecorder(directory, Clock.systemUTC());
        DeployRun.Ended ended = cloud.deploy(recorder.recording("d4:deploy", warnings::add));
        assertThat(ended.release()).as("%s", ended).isPresent();
        assertThat(ended.release().orElseThrow().outcome()).as("%s", ended).isEqualTo(Outcome.DONE);
        assertThat(warnings).isEmpty();
        return directory.resolve(FlightRecorder.NAME);
    }

    private static List<String> calls(StagingCloud cloud) {
        return cloud.sandbox.requests().entries().stream()
                .map(entry -> entry.method() + " " + entry.template() + " " + entry.status())
                .sorted()
                .toList();
    }

    private static JsonNode schema(StagingCloud cloud) throws IOException {
        return cloud.snapshot().path("databases").path("shop-db-staging").path("schema");
    }
}
