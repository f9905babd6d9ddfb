package com.pmerit.d4.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Tries each call of a release, or each moment of one, some side by side, and lets no failure hide another. */
public final class Trials {
    private static final int SIDE_BY_SIDE = 3;

    private Trials() {}

    /** What is done to one of them; it throws what is wrong. */
    @FunctionalInterface
    public interface Trial<T> {
        void of(T one) throws Exception;
    }

    /** The same with a few at a time: as many as keep the processors busy. */
    public static <T> List<String> problems(List<T> all, Trial<T> trial)
            throws InterruptedException, ExecutionException {
        return problems(all, SIDE_BY_SIDE, trial);
    }

    /** Those at which something was wrong, each with what it was. No trial goes on when this returns. */
    public static <T> List<String> problems(List<T> all, int sideBySide, Trial<T> trial)
            throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(sideBySide);
        try {
            List<Future<List<String>>> tried = new ArrayList<>();
            for (T each : all) {
                tried.add(threads.submit(() -> problem(each, trial)));
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

    private static <T> List<String> problem(T one, Trial<T> trial) {
        try {
            trial.of(one);
            return List.of();
        } catch (AssertionError | Exception problem) {
            return List.of(one + ": " + problem);
        }
    }
}
