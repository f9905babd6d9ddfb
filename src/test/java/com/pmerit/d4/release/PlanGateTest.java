package com.pmerit.d4.release;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.gate.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PlanGateTest {
    private static final Plan PLANNED = Plans.release();

    @TempDir
    private Path directory;

    @Test
    void failsWhenTheFileCannotBeFollowed() {
        Verdict.Failed failed = failed(PLANNED);

        assertThat(failed.summary()).endsWith("plan.json: there is no such file");
        assertThat(failed.remedy()).contains("mvn d4:plan -Dd4.environment=staging");
    }

    @Test
    void failsForAPlanForAnotherEnvironment() throws IOException {
        write();
        Plan now = new Plan(
                "production",
                PLANNED.worker(),
                PLANNED.commit(),
                PLANNED.code(),
                true,
                PLANNED.changes(),
                PLANNED.observed(),
                List.of());

        assertThat(failed(now).summary()).isEqualTo("the plan is for staging, this release goes to production");
    }

    @Test
    void failsForAPlanOfAnotherCommit() throws IOException {
        write();
        Plan now = new Plan(
                "staging",
                PLANNED.worker(),
                Optional.empty(),
                PLANNED.code(),
                true,
                PLANNED.changes(),
                PLANNED.observed(),
                List.of());

        assertThat(failed(now).summary()).isEqualTo("the plan was made at commit " + Plans.COMMIT + ", this is none");
    }

    @Test
    void namesEachPlaceInWhichTheWorldHasMoved() throws IOException {
        write();
        Plan now = new Plan(
                "staging",
                "shop",
                PLANNED.commit(),
                "digest",
                false,
                List.of(
                        PLANNED.changes().get(0),
                        Change.none("migration", "DB/0002_prices.sql", "applied"),
                        Change.none("secret", "OTHER_KEY", "set")),
                List.of(new Observation("head deployment", "d2: v2 at 100.0 %")),
                List.of("look out"));

        Verdict.Failed failed = failed(now);

        assertThat(failed.summary()).isEqualTo("the world is not the one that was planned for: it differs in 8 places");
        assertThat(failed.details())
                .containsExactly(
                        "worker: planned with shop-staging, now shop",
                        "code in hand: planned with " + Plans.CODE + ", now digest",
                        "lock: planned with " + PLANNED.lockSentence() + ", now " + now.lockSentence(),
                        "head deployment: planned with d1: v1 at 100.0 %, now d2: v2 at 100.0 %",
                        "migration DB/0002_prices.sql: planned with pending -> applied, 3 statements, now applied ->"
                                + " applied",
                        "secret PAYMENT_KEY: planned with set -> set, now nothing",
                        "secret OTHER_KEY: planned with nothing, now set -> set",
                        "new since: look out");
    }

    @Test
    void failsForTheSameRowsInAnotherOrder() throws IOException {
        write();
        List<Change> changes = PLANNED.changes();
        Plan now = Plans.with(List.of(changes.get(1), changes.get(0), changes.get(2)));

        assertThat(failed(now).details()).containsExactly("the order of the rows");
    }

    @Test
    void failsWhenNoPlanCanBeMade() {
        Planning impossible = new Planning.Impossible(List.of(
                new Forecast.Unknown("no bundle", List.of("a line"), "mend it"), new Forecast.Unknown("no answer")));

        Verdict verdict = new PlanGate(impossible, Optional.empty()).check();

        assertThat(verdict).isEqualTo(new Verdict.Failed("no bundle", List.of("a line", "no answer"), "mend it"));
    }

    @Test
    void passesForThePlanThatIsMadeNow() throws IOException {
        write();

        assertThat(check(PLANNED)).isEqualTo(new Verdict.Passed("as planned: " + PLANNED.hash()));
    }

    @Test
    void passesWhereNoPlanIsGiven() {
        assertThat(new PlanGate(new Planning.Made(PLANNED), Optional.empty()).check())
                .isEqualTo(new Verdict.Passed("plan " + PLANNED.hash()));
    }

    private void write() throws IOException {
        new PlanFile(file()).write(Plans.outlook(PLANNED));
    }

    private Verdict check(Plan now) {
        return new PlanGate(new Planning.Made(now), Optional.of(new PlanFile(file()))).check();
    }

    private Verdict.Failed failed(Plan now) {
        Verdict verdict = check(now);
        assertThat(verdict).isInstanceOf(Verdict.Failed.class);
        return (Verdict.Failed) verdict;
    }

    private Path file() {
        return directory.resolve("plan.json");
    }
}
