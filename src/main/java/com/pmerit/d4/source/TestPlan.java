package com.pmerit.d4.source;

import com.pmerit.d4.contract.Project.NpmPackage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How a package is tested.
 *
 * @param npmPackage the package
 * @param script the npm script that runs the tests once; when empty, {@code test:run}, or else {@code test}
 * @param count finds the number of executed tests in the output of a runner that d4 does not know: its first group is the
 *     number, and the numbers of all matches are added up
 * @param timeLimit how long the script may take
 */
public record TestPlan(NpmPackage npmPackage, Optional<String> script, Optional<Pattern> count, Duration timeLimit) {
    static final List<String> USUAL_SCRIPTS = List.of("test:run", "test");

    /** @throws IllegalArgumentException when the pattern for the count has no group */
    public TestPlan {
        if (count.isPresent() && count.get().matcher("").groupCount() < 1) {
            throw new IllegalArgumentException(
                    "the pattern for the count of tests has no group around the number: " + count.get());
        }
    }
}
