package com.pmerit.d4.source;

/**
 * How many tests a run executed, by its own account.
 *
 * @param passed those that passed
 * @param failed those that failed
 */
record TestCount(long passed, long failed) {

    /** All that really ran; what was skipped or left for later did not. */
    long executed() {
        return passed + failed;
    }

    TestCount plus(TestCount other) {
        return new TestCount(passed + other.passed, failed + other.failed);
    }
}
