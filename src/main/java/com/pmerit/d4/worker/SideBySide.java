package com.pmerit.d4.worker;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * Asks about several things at once, in threads of its own: those of parallel streams are as few as the machine has cores and
 * belong to the whole JVM, so that waiting for answers in them holds up everybody else who needs them.
 */
final class SideBySide {
    private static final int MOST = 8;

    private SideBySide() {}

    /**
     * The answers, in the order of the things.
     *
     * @throws InterruptedException when the build is stopped; questions that still run are interrupted
     */
    static <T, R> List<R> ask(List<T> things, Function<T, R> question) throws InterruptedException {
        if (things.isEmpty()) {
            return List.of();
        }
        ExecutorService threads = Executors.newFixedThreadPool(Math.min(MOST, things.size()), task -> {
            Thread thread = new Thread(task, "d4-look");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<R>> asked = things.stream()
                    .map(thing -> threads.submit(() -> question.apply(thing)))
                    .toList();
            List<R> answers = new ArrayList<>();
            for (Future<R> answer : asked) {
                answers.add(answer.get());
            }
            return answers;
        } catch (ExecutionException broken) {
            throw new IllegalStateException("a question to the account broke", broken.getCause());
        } finally {
            threads.shutdownNow();
        }
    }
}
