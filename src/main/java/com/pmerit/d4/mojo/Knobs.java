package com.pmerit.d4.mojo;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.maven.plugin.MojoFailureException;

/**
 * The scalar settings of a run.
 *
 * @param testScript the npm script that tests a package
 * @param testCount finds the number of executed tests in a runner's output
 * @param typesScript the npm script that checks a package's types
 * @param typed whether the packages have types to check
 * @param timeLimit for each tool that the project brings along: tests, types, bundling, npm ci
 * @param makesTag whether d4 makes the tag of a production release
 * @param acceptedDrift the hash of a difference from the live bindings that the user accepts
 * @param lintFrom the name of the first migration file that is judged
 * @param overrides the gates that may fail, each with its reason
 */
record Knobs(
        Optional<String> testScript,
        Optional<Pattern> testCount,
        Optional<String> typesScript,
        boolean typed,
        Duration timeLimit,
        boolean makesTag,
        Optional<String> acceptedDrift,
        Optional<String> lintFrom,
        Overrides overrides) {
    private static final String MAKE_THE_TAG = "create";

    /**
     * Reads the settings as Maven hands them over.
     *
     * @throws MojoFailureException when one of them says nothing that can be meant
     */
    static Knobs read(
            Optional<String> testScript,
            Optional<String> testCount,
            Optional<String> typesScript,
            boolean typed,
            int timeLimit,
            Optional<String> tag,
            Optional<String> acceptedDrift,
            Optional<String> lintFrom,
            Overrides overrides)
            throws MojoFailureException {
        if (tag.isPresent() && !tag.get().equals(MAKE_THE_TAG)) {
            throw new MojoFailureException("-Dd4.tag=" + tag.get() + ": write create, or leave it out");
        }
        if (timeLimit < 1) {
            throw new MojoFailureException("-Dd4.timeLimit=" + timeLimit + ": write a number of seconds above 0");
        }
        Optional<Pattern> count = testCount.isEmpty() ? Optional.empty() : Optional.of(count(testCount.get()));
        return new Knobs(
                testScript,
                count,
                typesScript,
                typed,
                Duration.ofSeconds(timeLimit),
                tag.isPresent(),
                acceptedDrift,
                lintFrom,
                overrides);
    }

    private static Pattern count(String expression) throws MojoFailureException {
        try {
            Pattern pattern = Pattern.compile(expression);
            if (pattern.matcher("").groupCount() < 1) {
                throw new MojoFailureException(
                        "-Dd4.testCount=" + expression + ": put a group around the number, such as (\\d+) passed");
            }
            return pattern;
        } catch (PatternSyntaxException broken) {
            throw new MojoFailureException(
                    "-Dd4.testCount=" + expression + ": is no regular expression: " + broken.getDescription());
        }
    }
}
