package com.pmerit.d4.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FailedTestsTest {

    @ParameterizedTest
    @ValueSource(strings = {"vitest-several", "vitest-several--verbose"})
    void namesTestsAndSuitesOfVitestWithTheirFilesAndErrors(String run) {
        assertThat(recorded(run).lines())
                .containsExactly(
                        "broken.test.ts [ broken.test.ts ]: Error: Cannot find module './nowhere' imported from"
                                + " '/home/dev/shop/broken.test.ts'",
                        "hook.test.ts > the database: Error: connect ECONNREFUSED 127.0.0.1:8787",
                        "images.test.ts > images > of a reader > cannot be changed: AssertionError: expected 500 to be"
                                + " 403 // Object.is equality",
                        "images.test.ts > images > come back byte by byte: Error: fetch failed",
                        "images.test.ts > images > can be listed: Error: fetch failed");
    }

    @Test
    void namesTestsOfVitestThatShareOneError() {
        String output = """
                 FAIL  tests/api.test.ts > projects > come back
                 FAIL  tests/api.test.ts > projects > go away
                Error: fetch failed
                 FAIL  tests/api.test.ts > accounts > open
                Error: 409
                """;

        assertThat(new FailedTests(output).lines())
                .containsExactly(
                        "tests/api.test.ts > projects > come back: Error: fetch failed",
                        "tests/api.test.ts > projects > go away: Error: fetch failed",
                        "tests/api.test.ts > accounts > open: Error: 409");
    }

    @Test
    void namesTestsOfVitestThatDidNotComeToItsEnd() {
        String output = """
                 \u276f images.test.ts (4 tests | 2 failed) 8ms
                   \u00d7 images > of a reader > cannot be changed 6ms
                     \u2192 expected 500 to be 403 // Object.is equality
                   \u00d7 images > can be listed 12ms (retry x2)
                   \u2713 images > have a name 0ms
                """;

        assertThat(new FailedTests(output).lines())
                .containsExactly(
                        "images > of a reader > cannot be changed: expected 500 to be 403 // Object.is equality",
                        "images > can be listed");
    }

    @Test
    void namesTestsOfVitestInATapStream() {
        assertThat(recorded("vitest-several--tap").lines())
                .containsExactly(
                        "broken.test.ts: Cannot find module './nowhere' imported from '/home/dev/shop/broken.test.ts'",
                        "images.test.ts > images > of a reader > cannot be changed: expected 500 to be 403 // Object.is"
                                + " equality",
                        "images.test.ts > images > come back byte by byte: fetch failed",
                        "images.test.ts > images > can be listed: fetch failed");
    }

    @Test
    void namesTestsOfNodeWithTheirSuitesAndNeitherTheSuitesAloneNorWhatIsStillToDo() {
        assertThat(recorded("node-several").lines())
                .containsExactly(
                        "/home/dev/shop/broken.test.js: test failed",
                        "images > of a reader > cannot be changed: Expected values to be strictly equal: 500 !== 403",
                        "images > come back byte by byte: fetch failed",
                        "fails itself and in a part > part # one: Expected values to be strictly deep-equal: + actual -"
                                + " expected");
    }

    @Test
    void namesTestsInNodesReportForPeopleWithTheirPlaces() {
        assertThat(recorded("node-several--spec").lines())
                .containsExactly(
                        "broken.test.js:1:1 > /home/dev/shop/broken.test.js: test failed",
                        "shop.test.js:6:10 > cannot be changed: AssertionError [ERR_ASSERTION]: Expected values to be"
                                + " strictly equal: 500 !== 403",
                        "shop.test.js:8:8 > come back byte by byte: Error: fetch failed",
                        "shop.test.js:13:11 > part # one: AssertionError [ERR_ASSERTION]: Expected values to be strictly"
                                + " deep-equal: + actual - expected");
    }

    @Test
    void namesTestsOfJestWithTheirFile() {
        assertThat(recorded("jest-fail").lines())
                .containsExactly("./a.test.js \u203a adds: expect(received).toBe(expected) // Object.is equality");
    }

    @Test
    void namesEachTestOfJestOnceAndNotWhatAFileWroteToItsConsole() {
        String once = """
                FAIL tests/images.test.js (5.2 s)
                  \u25cf Console

                    console.log
                      listening

                  \u25cf images \u203a of a reader \u203a cannot be changed

                    expect(received).toBe(expected) // Object.is equality

                FAIL tests/broken.test.js
                  \u25cf Test suite failed to run

                    Cannot find module './nowhere' from 'tests/broken.test.js'

                """;
        String withSummary = once + "Summary of all failing tests\n" + once;

        assertThat(new FailedTests(withSummary).lines())
                .containsExactly(
                        "tests/images.test.js \u203a images \u203a of a reader \u203a cannot be changed:"
                                + " expect(received).toBe(expected) // Object.is equality",
                        "tests/broken.test.js \u203a Test suite failed to run: Cannot find module './nowhere' from"
                                + " 'tests/broken.test.js'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tap16-fail", "tap21-fail"})
    void namesTheAssertionOfATapStreamAndNoneOfThePointsThatSumItUp(String run) {
        assertThat(recorded(run).lines()).containsExactly("test/a.js > adds > should be equal");
    }

    @Test
    void namesTheFailedTestsOfEveryRunnerOfOneScript() {
        String both = RecordedRun.of("vitest-fail").plain()
                + RecordedRun.of("node-fail").plain();

        assertThat(new FailedTests(both).lines())
                .containsExactly(
                        "a.test.js > adds: AssertionError: expected 2 to be 3 // Object.is equality", "adds: 2 == 3");
    }

    @Test
    void namesTenAndCountsTheOthers() {
        String output = IntStream.rangeClosed(1, 12)
                .mapToObj(number -> " FAIL  a.test.ts > number " + number + "\nError: no\n")
                .collect(Collectors.joining("\n"));

        assertThat(new FailedTests(output).lines())
                .hasSize(FailedTests.MOST + 1)
                .startsWith("a.test.ts > number 1: Error: no")
                .endsWith("a.test.ts > number 10: Error: no", "and 2 more failing tests");
    }

    @Test
    void cutsAnErrorThatIsVeryLong() {
        String output = " FAIL  a.test.ts > adds\nError: " + "x".repeat(10_000) + "\n";

        assertThat(new FailedTests(output).lines())
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .hasSize(243)
                        .startsWith("a.test.ts > adds: Error: xxx")
                        .endsWith("xxx..."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "vitest-pass",
                "vitest-pass--tap",
                "vitest-skipped",
                "jest-pass",
                "jest-skipped",
                "node-pass",
                "node-pass--spec",
                "node-skipped",
                "node-skipped--spec",
                "tap16-skipped",
                "tap21-skipped",
                "mocha-pass",
                "ava-pass--tap",
                "tape-pass"
            })
    void namesNothingWhereNothingFailed(String run) {
        assertThat(recorded(run).lines()).isEmpty();
    }

    private static FailedTests recorded(String run) {
        return new FailedTests(RecordedRun.of(run).plain());
    }
}
