package com.pmerit.d4.mojo;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

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
 */
record Knobs(
        Optional<String> testScript,
        Optional<Pattern> testCount,
        Optional<String> typesScript,
        boolean typed,
        Duration timeLimit,
        boolean makesTag,
        Optional<String> acceptedDrift) {}
