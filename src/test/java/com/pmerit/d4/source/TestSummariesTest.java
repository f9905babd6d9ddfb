package com.pmerit.d4.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.tool.Output;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TestSummariesTest {

    @ParameterizedTest
    @CsvSource({
        "vitest-pass, 3, 0",
        "vitest-fail, 1, 1",
        "vitest-several, 1, 3",
        "vitest-skipped, 1, 0",
        "vitest-allskipped, 0, 0",
        "vitest-none, 0, 0",
        "vitest-none--allowed, 0, 0",
        "vitest-broken, 0, 0",
        "vitest-pass--json, 3, 0",
        "vitest-pass--tap, 3, 0",
        "jest-pass, 3, 0",
        "jest-fail, 1, 1",
        "jest-skipped, 1, 0",
        "jest-allskipped, 0, 0",
        "jest-none, 0, 0",
        "jest-none--allowed, 0, 0",
        "jest-pass--json, 3, 0",
        "mocha-pass, 3, 0",
        "mocha-fail, 1, 1",
        "mocha-skipped, 1, 0",
        "mocha-allskipped, 0, 0",
        "mocha-none, 0, 0",
        "ava-pass, 3, 0",
        "ava-fail, 0, 1",
        "ava-skipped, 1, 0",
        "ava-allskipped, 0, 0",
        "ava-none, 0, 0",
        "ava-pass--tap, 3, 0",
        "tape-pass, 2, 0",
        "tap16-pass, 2, 0",
        "tap16-fail, 0, 1",
        "tap16-skipped, 1, 0",
        "tap16-allskipped, 0, 0",
        "tap21-pass, 2, 0",
        "tap21-fail, 0, 1",
        "tap21-skipped, 1, 0",
        "tap21-allskipped, 0, 0",
        "node-pass, 3, 0",
        "node-pass--spec, 3, 0",
        "node-fail, 1, 1",
        "node-fail--spec, 1, 1",
        "node-several, 1, 5",
        "node-several--spec, 1, 5",
        "node-skipped, 1, 0",
        "node-skipped--spec, 1, 0",
        "node-allskipped, 0, 0",
        "node-allskipped--spec, 0, 0",
        "node-none, 0, 0",
        "node-none--spec, 0, 0"
    })
    void countsWhatWasExecuted(String run, long passed, long failed) {
        assertThat(new TestSummaries().read(RecordedRun.of(run).plain())).contains(new TestCount(passed, failed));
    }

    @ParameterizedTest
    @ValueSource(strings = {"node-empty", "node-empty--spec"})
    void doesNotTakeAFileThatDeclaresNoTestForAPassedTest(String run) {
        assertThat(RecordedRun.of(run).plain()).containsPattern("(#|\u2139) pass 1");
        assertThat(new TestSummaries().read(RecordedRun.of(run).plain())).contains(new TestCount(0, 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"vitest-pass--junit"})
    void doesNotGuessAtAFormatThatItDoesNotKnow(String run) {
        assertThat(new TestSummaries().read(RecordedRun.of(run).plain())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "done",
                "12 tests were fine",
                "> shop@1.0.0 test\n> ./run-all",
                "we have 3 passing grades",
                "Tests are documented in README",
                "ok"
            })
    void findsNoCountWhereThereIsNoSummary(String output) {
        assertThat(new TestSummaries().read(output)).isEmpty();
    }

    @Test
    void addsUpTheRunnersOfOneScript() {
        String both = RecordedRun.of("vitest-pass").plain()
                + RecordedRun.of("node-skipped--spec").plain();

        assertThat(new TestSummaries().read(both)).contains(new TestCount(4, 0));
    }

    @Test
    void readsAnUnknownRunnerByTheTeamsOwnPattern() {
        TestCounter counter =
                new TestCounter(Optional.of(Pattern.compile("tests=\"(\\d+)\" failures=\"0\"[^>]*hostname")));
        TestCounter suites = new TestCounter(Optional.of(Pattern.compile("<testsuites .*tests=\"(\\d+)\"")));

        assertThat(suites.read(RecordedRun.of("vitest-pass--junit"))).contains(new TestCount(3, 0));
        assertThat(counter.read(RecordedRun.of("vitest-pass--junit"))).isEmpty();
    }

    @Test
    void findsNoCountWhenTheTeamsPatternFindsSomethingElse() {
        TestCounter counter = new TestCounter(Optional.of(Pattern.compile("ran (\\w+) tests")));

        assertThat(counter.read(new Output("ran no tests", false))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"vitest-watch", "mocha-watch"})
    void seesARunnerThatWaitsForChanges(String run) {
        assertThat(new WatchMode().seenIn(RecordedRun.of(run).plain())).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "vitest --watch",
                "vitest watch",
                "vitest dev --coverage",
                "jest --watchAll",
                "jest --watch-all",
                "mocha --watch=true",
                "tsc --noEmit && node --test --watch"
            })
    void seesAScriptThatAsksForWatchMode(String script) {
        assertThat(new WatchMode().askedForBy(script)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "vitest run",
                "vitest",
                "vitest --watch=false",
                "vitest --watch false",
                "vitest --no-watch",
                "jest --watchAll=false",
                "jest --watchPathIgnorePatterns=x",
                "vitest developers",
                "node watch.js"
            })
    void doesNotTakeAnyOtherScriptForWatchMode(String script) {
        assertThat(new WatchMode().askedForBy(script)).isEmpty();
    }
}
