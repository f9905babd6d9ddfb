package com.pmerit.d4.source;

import com.pmerit.d4.tool.Output;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Counts the executed tests by the team's own pattern, or by what the usual runners print. */
final class TestCounter {
    private final Optional<Pattern> pattern;

    TestCounter(Optional<Pattern> pattern) {
        this.pattern = pattern;
    }

    /** The count, empty when the output gives none. */
    Optional<TestCount> read(Output output) {
        return pattern.isPresent()
                ? byPattern(pattern.get(), output.plain())
                : new TestSummaries().read(output.plain());
    }

    private static Optional<TestCount> byPattern(Pattern pattern, String output) {
        List<String> numbers = pattern.matcher(output)
                .results()
                .map(match -> Optional.ofNullable(match.group(1)).orElse(""))
                .toList();
        boolean allAreNumbers = numbers.stream().allMatch(number -> number.matches("\\d{1,9}"));
        return numbers.isEmpty() || !allAreNumbers
                ? Optional.empty()
                : Optional.of(new TestCount(
                        numbers.stream().mapToLong(Long::parseLong).sum(), 0));
    }
}
