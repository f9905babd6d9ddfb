package com.pmerit.d4.source;

import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Reads how many tests ran from what a test runner prints at its end: vitest, jest, mocha, ava, tap, tape and Node's own.
 * A script may run several of them, so all summaries are added up. The team's script is left as it is; no reporter is
 * forced on it.
 */
final class TestSummaries {
    /** The line of vitest ({@code Tests  2 passed | 1 skipped (3)}) and of jest ({@code Tests: 2 passed, 2 total}). */
    private static final Pattern VITEST_OR_JEST = line("[ \\t]*Tests(?:\\s{2,}|:\\s+)(\\d+ [a-z].*|no tests)");

    private static final Pattern MOCHA = line("[ \\t]+\\d+ (?:passing \\(.*\\)|failing)");
    private static final Pattern AVA = line("[ \\t]+\\d+ (?:tests? (?:passed|failed|skipped|todo)|known failures?)");
    private static final Pattern NODE_OR_TAPE = line("(?:#|\u2139) (?:pass|fail)\\s+\\d+");
    private static final Pattern TAP = line("# \\{ total: \\d+, .*\\}");
    private static final Pattern NO_TEST_FILES =
            line("(?:No test files found|No tests found), exiting with code [01]|.*Couldn.t find any files to test");

    /** Node 20 and later count a file that declares no test as one passed test of the file's name. */
    private static final Pattern FILE_AS_A_TEST =
            line("(?:\u2714|ok \\d+ -) (?:/|[A-Z]:).*\\.[cm]?[jt]sx?(?: \\(\\d+(?:\\.\\d+)?ms\\))?");

    private static final Pattern NODE_SUMMARY = line("(?:#|\u2139) suites \\d+");
    private static final Pattern JSON_REPORT = Pattern.compile("\"num(Passed|Failed)Tests\":\\s*(\\d+)");
    private static final Pattern PASSED =
            Pattern.compile("(\\d+) (?:passed|passing|tests? passed)|pass:? +(\\d+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern FAILED =
            Pattern.compile("(\\d+) (?:failed|failing|tests? failed)|fail:? +(\\d+)", Pattern.CASE_INSENSITIVE);

    private static final List<Pattern> SUMMARIES =
            List.of(VITEST_OR_JEST, MOCHA, AVA, NODE_OR_TAPE, TAP, NO_TEST_FILES);

    /**
     * The count; empty when nothing in the output is a summary that is known here.
     *
     * @param output without colours
     */
    Optional<TestCount> read(String output) {
        List<String> lines = SUMMARIES.stream()
                .flatMap(summary -> summary.matcher(output).results())
                .map(MatchResult::group)
                .toList();
        if (!lines.isEmpty()) {
            TestCount sum = lines.stream()
                    .map(line -> new TestCount(number(PASSED, line), number(FAILED, line)))
                    .reduce(new TestCount(0, 0), TestCount::plus);
            return Optional.of(withoutFiles(sum, output));
        }
        return jsonReport(output).or(() -> new TapStream(output).count());
    }

    private static TestCount withoutFiles(TestCount sum, String output) {
        if (!NODE_SUMMARY.matcher(output).find()) {
            return sum;
        }
        long files = FILE_AS_A_TEST.matcher(output).results().count();
        return new TestCount(Math.max(0, sum.passed() - files), sum.failed());
    }

    private static Optional<TestCount> jsonReport(String output) {
        return JSON_REPORT
                .matcher(output)
                .results()
                .map(match -> match.group(1).equals("Passed")
                        ? new TestCount(Long.parseLong(match.group(2)), 0)
                        : new TestCount(0, Long.parseLong(match.group(2))))
                .reduce(TestCount::plus);
    }

    private static long number(Pattern kind, String line) {
        return kind.matcher(line)
                .results()
                .mapToLong(match -> Long.parseLong(match.group(1) == null ? match.group(2) : match.group(1)))
                .sum();
    }

    private static Pattern line(String expression) {
        return Pattern.compile("^(?:" + expression + ")[ \\t]*$", Pattern.MULTILINE);
    }
}
