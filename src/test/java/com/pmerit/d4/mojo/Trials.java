package com.pmerit.d4.mojo;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Tries each call of a release, some side by side, and lets no failure hide another. */
final class Trials {
    private static final int SIDE_BY_SIDE = 3;

    private Trials() {}

    /** What is done to one call; it throws what is wrong. */
    @FunctionalInterface
    interface Trial {
        void of(RecordedCall call) throws Exception;
    }

    /** The calls at which something was wrong, each with what it was. */
    static List<String> problems(List<RecordedCall> calls, Trial trial)
            throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(SIDE_BY_SIDE);
        try {
            List<Future<List<String>>> tried = new ArrayList<>();
            for (RecordedCall call : calls) {
                tried.add(threads.submit(() -> problem(call, trial)));
            }
            List<String> problems = new ArrayList<>();
            for (Future<List<String>> one : tried) {
                problems.addAll(one.get());
            }
            return problems;
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<String> problem(RecordedCall call, Trial trial) throws Exception {
        try {
            trial.of(call);
            return List.of();
        } catch (AssertionError | RuntimeException problem) {
            return List.of(call + ": " + problem);
        }
    }
}
