package com.pmerit.d4.source;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Counts the tests of a stream in the Test Anything Protocol (TAP 13 and 14) that ends without a summary. Only the
 * innermost test points count: one that sums up a subtest says nothing new. The subtest stands before its sum, or in
 * braces after it.
 */
final class TapStream {
    private static final Pattern PLAN = Pattern.compile("^\\s*1\\.\\.\\d+", Pattern.MULTILINE);
    private static final Pattern POINT =
            Pattern.compile("^(\\s*)(not )?ok\\b([^\\n#]*)(#\\s*(?i:skip|todo))?[^\\n]*?(\\{)?$", Pattern.MULTILINE);

    private static final Pattern BRACES = Pattern.compile("^\\s*(?:not )?ok\\b.*\\{$", Pattern.MULTILINE);

    private final String output;

    TapStream(String output) {
        this.output = output;
    }

    /** The count; empty when this is no such stream. */
    Optional<TestCount> count() {
        if (!PLAN.matcher(output).find()) {
            return Optional.empty();
        }
        long passed = 0;
        long failed = 0;
        int depthBefore = 0;
        boolean inBraces = BRACES.matcher(output).find();
        Matcher point = POINT.matcher(output);
        while (point.find()) {
            int depth = point.group(1).length();
            boolean sum = inBraces ? point.group(5) != null : depth < depthBefore;
            depthBefore = depth;
            if (sum || point.group(4) != null) {
                continue;
            }
            if (point.group(2) == null) {
                passed++;
            } else {
                failed++;
            }
        }
        return Optional.of(new TestCount(passed, failed));
    }
}
