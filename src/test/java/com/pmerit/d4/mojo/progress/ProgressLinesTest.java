package com.pmerit.d4.mojo.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What stands in the log of a CI server. Time is set, and a quarter of a second passes between two looks. */
final class ProgressLinesTest {
    private static final Duration LOOK = Duration.ofMillis(250);

    private Instant now = Instant.parse("2026-02-17T10:00:00Z");
    private final Activities activities = new Activities(() -> now);
    private final ProgressLines lines = new ProgressLines();

    @Test
    void saysNothingOfWhatIsOverWithinTwoSeconds() {
        Activity whole = activities.begin("d4:check");

        List<String> told = pass(Duration.ofMillis(1_750));
        whole.close();

        assertThat(told).isEmpty();
        assertThat(pass(Duration.ofMinutes(1))).isEmpty();
    }

    @Test
    void saysAfterTwoSecondsWhatIsBeingDoneAndHowFar() {
        activities.begin("d4:check");
        activities.begin("tests");
        activities.begin("types");
        activities.howFar("9 of 11 gates have looked");

        assertThat(pass(Duration.ofSeconds(2)))
                .containsExactly(" ...  d4:check 2 s (9 of 11 gates have looked): tests 2 s, types 2 s");
    }

    @Test
    void keepsTheLogOfACiServerShort() {
        activities.begin("d4:check");
        activities.begin("tests");

        List<String> told = pass(Duration.ofMinutes(20));

        assertThat(told).hasSize(4 + 19);
        assertThat(told.subList(0, 6))
                .containsExactly(
                        " ...  d4:check 2 s: tests 2 s",
                        " ...  d4:check 10 s: tests 10 s",
                        " ...  d4:check 30 s: tests 30 s",
                        " ...  d4:check 1 min 0 s: tests 1 min 0 s",
                        " ...  d4:check 2 min 0 s: tests 2 min 0 s",
                        " ...  d4:check 3 min 0 s: tests 3 min 0 s");
    }

    @Test
    void tellsOfEachStepThatTakesLong() {
        activities.begin("d4:deploy");
        activities.step("backup");
        activities.howFar("12000 rows");
        List<String> told = new ArrayList<>(pass(Duration.ofSeconds(7)));
        activities.step("unlock");
        told.addAll(pass(Duration.ofSeconds(1)));
        activities.step("migrate");
        activities.howFar("file 3 of 46, 0003_stock.sql");
        told.addAll(pass(Duration.ofSeconds(3)));

        assertThat(told)
                .containsExactly(
                        " ...  d4:deploy 2 s: backup 2 s (12000 rows)",
                        " ...  d4:deploy 10 s: migrate 2 s (file 3 of 46, 0003_stock.sql)");
    }

    @Test
    void letsFiveSecondsPassBetweenTwoLines() {
        activities.begin("d4:deploy");
        pass(Duration.ofSeconds(2));
        activities.step("upload");

        assertThat(pass(Duration.ofMillis(4_750))).isEmpty();
        assertThat(pass(LOOK)).hasSize(1);
    }

    @Test
    void countsTheAnswersOfAGoalThatOnlyReads() {
        activities.begin("d4:check").close();
        activities.begin("d4:audit");
        for (int number = 0; number < 23; number++) {
            activities.answered();
        }

        assertThat(pass(Duration.ofSeconds(2))).containsExactly(" ...  d4:audit 2 s (23 answers of Cloudflare)");
    }

    @Test
    void letsMoreTimePassTheLongerTheGoalRuns() {
        activities.begin("d4:deploy");
        pass(Duration.ofMinutes(2));
        List<String> told = new ArrayList<>();
        for (int step = 0; step < 20; step++) {
            activities.step("step-" + step);
            told.addAll(pass(Duration.ofSeconds(3)));
        }

        assertThat(told)
                .as("of a minute in which each 3 s another step begins")
                .containsExactly(" ...  d4:deploy 2 min 20 s: step-6 2 s", " ...  d4:deploy 2 min 41 s: step-13 2 s");
    }

    @Test
    void endsTheStepBeforeWithTheNext() {
        activities.begin("d4:deploy");
        activities.step("stage");
        activities.step("deploy");
        activities.endStep();

        assertThat(pass(Duration.ofSeconds(2))).containsExactly(" ...  d4:deploy 2 s");
    }

    @Test
    void countsWhatDoesNotFitInOneLine() {
        activities.begin("d4:check");
        for (int number = 1; number <= 9; number++) {
            activities.begin("npm run typecheck in packages/number-" + number);
        }

        assertThat(pass(Duration.ofSeconds(2)))
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .hasSizeLessThanOrEqualTo(100)
                        .contains("number-1 2 s")
                        .endsWith(" and 8 more"));
    }

    @Test
    void leavesOutWhatHasOnlyJustBegun() {
        activities.begin("d4:check");
        List<String> told = new ArrayList<>(pass(Duration.ofMillis(1_500)));
        activities.begin("git status");
        told.addAll(pass(Duration.ofMillis(500)));

        assertThat(told).containsExactly(" ...  d4:check 2 s");
    }

    private List<String> pass(Duration time) {
        List<String> told = new ArrayList<>();
        for (Instant end = now.plus(time); now.isBefore(end); ) {
            now = now.plus(LOOK);
            lines.line(activities.now()).ifPresent(told::add);
        }
        return told;
    }
}
