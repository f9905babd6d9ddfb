package com.pmerit.d4.source;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Names the tests that failed, from what vitest, jest and Node's runner print and from a TAP stream. The end of an output
 * seldom names them. A runner that is not known here has its last lines only.
 */
final class FailedTests {
    /** The most tests that are named. */
    static final int MOST = 10;

    private static final Pattern VITEST = Pattern.compile(" FAIL  (\\S.*)");
    private static final Pattern VITEST_WHILE_IT_RUNS = Pattern.compile(" +\u00d7 (\\S.*?)(?: \\d+ms)?(?: \\(.*\\))?");
    private static final Pattern VITEST_REASON = Pattern.compile(" +\u2192 (\\S.*)");
    private static final Pattern JEST_FILE = Pattern.compile("FAIL (\\S.*?)(?: \\([\\d.]+ m?s\\))?");
    /** What a test file wrote to its console stands under the same mark. */
    private static final Pattern JEST = Pattern.compile(" {2}\u25cf (?!Console$)(\\S.*)");

    private static final Pattern NODE_PLACE = Pattern.compile("test at (\\S.*)");
    private static final Pattern NODE = Pattern.compile("\u2716 (\\S.*) \\([\\d.]+ms\\)");

    private final TestOutput output;

    /** @param output without colours */
    FailedTests(String output) {
        this.output = TestOutput.of(output);
    }

    /** A line for each, at most {@value #MOST} and one that counts the others. */
    List<String> lines() {
        List<String> all = all().stream().map(FailedTest::line).toList();
        if (all.size() <= MOST) {
            return all;
        }
        List<String> lines = new ArrayList<>(all.subList(0, MOST));
        lines.add("and " + Plural.of(all.size() - MOST, "more failing test"));
        return lines;
    }

    /** Each once, in the output's order runner by runner. */
    private List<FailedTest> all() {
        List<FailedTest> vitest = find(this::vitest);
        Map<String, FailedTest> byName = new LinkedHashMap<>();
        Stream.of(vitest.isEmpty() ? find(this::vitestWhileItRuns) : vitest, jest(), find(this::node), tap())
                .flatMap(List::stream)
                .forEach(test -> byName.putIfAbsent(test.name(), test));
        return List.copyOf(byName.values());
    }

    private List<FailedTest> find(IntFunction<Optional<FailedTest>> reader) {
        return IntStream.range(0, output.size())
                .mapToObj(reader)
                .flatMap(Optional::stream)
                .toList();
    }

    /** Tests that fail with the same error stand together above it. */
    private Optional<FailedTest> vitest(int index) {
        return output.match(VITEST, index).map(test -> {
            int error = index + 1;
            while (output.match(VITEST, error).isPresent()) {
                error++;
            }
            return new FailedTest(test.group(1), output.error(error));
        });
    }

    /** What there is when vitest did not come to its end. */
    private Optional<FailedTest> vitestWhileItRuns(int index) {
        return output.match(VITEST_WHILE_IT_RUNS, index)
                .map(test -> new FailedTest(
                        test.group(1),
                        output.match(VITEST_REASON, index + 1)
                                .map(reason -> reason.group(1))
                                .orElse("")));
    }

    private List<FailedTest> jest() {
        List<FailedTest> failed = new ArrayList<>();
        String file = "";
        for (int index = 0; index < output.size(); index++) {
            file = output.match(JEST_FILE, index).map(line -> line.group(1)).orElse(file);
            String within = file.isEmpty() ? "" : file + " \u203a ";
            String error = output.error(index + 2);
            output.match(JEST, index).ifPresent(test -> failed.add(new FailedTest(within + test.group(1), error)));
        }
        return failed;
    }

    /** The list at the end, where each test has its place; a suite that fails by its tests is not in it. */
    private Optional<FailedTest> node(int index) {
        return output.match(NODE_PLACE, index)
                .flatMap(place -> output.match(NODE, index + 1)
                        .map(test -> new FailedTest(place.group(1) + " > " + test.group(1), output.error(index + 2))));
    }

    private List<FailedTest> tap() {
        return new TapFailures(output).all();
    }
}
