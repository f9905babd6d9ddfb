package com.pmerit.d4.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The failed test points of a stream in the Test Anything Protocol, each with the names of the subtests that it is in and
 * with the error of the YAML block after it. A point that only sums up its subtest says nothing new and is left out.
 */
final class TapFailures {
    private static final Pattern SUBTEST = Pattern.compile("( *)# Subtest: (.*)");
    private static final Pattern POINT = Pattern.compile("( *)(not )?ok \\d+(?: -)? ?(.*)");
    private static final Pattern DIRECTIVE = Pattern.compile("(?i)(?<!\\\\)# (?:skip|todo)\\b");
    private static final Pattern AFTER_NAME = Pattern.compile("(?: # time=[^{]*)?\\{?$");
    private static final Pattern ERROR = Pattern.compile(" *(?:error|message): (.+)");
    private static final Pattern BLOCK_TEXT = Pattern.compile("[|>][-+]?");
    private static final Pattern SUM_OF_NODE = Pattern.compile(" *failureType: 'subtestsFailed'");

    private final TestOutput output;
    private final TreeMap<Integer, String> subtests = new TreeMap<>();

    TapFailures(TestOutput output) {
        this.output = output;
    }

    /** The failures, in the stream's order. */
    List<FailedTest> all() {
        List<FailedTest> failed = new ArrayList<>();
        int depthBefore = 0;
        for (int index = 0; index < output.size(); index++) {
            output.match(SUBTEST, index).ifPresent(begun -> begin(begun.group(1).length(), begun.group(2)));
            Optional<Matcher> point = output.match(POINT, index);
            if (point.isPresent()) {
                int depth = point.get().group(1).length();
                failure(point.get(), depth < depthBefore, index).ifPresent(failed::add);
                depthBefore = depth;
            }
        }
        return failed;
    }

    private void begin(int depth, String name) {
        subtests.tailMap(depth, true).clear();
        subtests.put(depth, name);
    }

    private Optional<FailedTest> failure(Matcher point, boolean afterItsParts, int index) {
        int depth = point.group(1).length();
        String words = point.group(3);
        String name = AFTER_NAME.matcher(words).replaceFirst("").replace("\\#", "#");
        if (words.endsWith("{")) {
            begin(depth, name);
            return Optional.empty();
        }
        if (point.group(2) == null || DIRECTIVE.matcher(words).find()) {
            return Optional.empty();
        }
        String error = error(index + 1);
        String path = Stream.concat(subtests.headMap(depth).values().stream(), Stream.of(name))
                .collect(Collectors.joining(" > "));
        return afterItsParts && error.isEmpty() ? Optional.empty() : Optional.of(new FailedTest(path, error));
    }

    private String error(int block) {
        if (!output.line(block).strip().equals("---")) {
            return "";
        }
        String error = "";
        for (int index = block + 1;
                index < output.size() && !output.line(index).strip().equals("...");
                index++) {
            if (output.match(SUM_OF_NODE, index).isPresent()) {
                return "";
            }
            error = error.isEmpty() ? errorIn(index) : error;
        }
        return error;
    }

    private String errorIn(int index) {
        return output.match(ERROR, index)
                .map(line -> BLOCK_TEXT.matcher(line.group(1)).matches()
                        ? output.error(index + 1)
                        : TestOutput.unquoted(line.group(1)))
                .orElse("");
    }
}
