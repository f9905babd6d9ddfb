package com.pmerit.d4.tool;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A running child and all that it started. Whoever closes the tree ends it; a build that is told to stop ends it, too,
 * because children would outlive the virtual machine.
 */
final class ProcessTree implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Process process;
    private final Thread atShutdown;

    /**
     * Watches over a child that was just started.
     *
     * @throws InterruptedException when the build is being stopped already; the child is killed first
     */
    ProcessTree(Process process) throws InterruptedException {
        this.process = process;
        this.atShutdown = new Thread(this::kill, "d4-ends-children");
        try {
            Runtime.getRuntime().addShutdownHook(atShutdown);
        } catch (IllegalStateException shuttingDown) {
            kill();
            throw stopped(shuttingDown);
        }
    }

    private static InterruptedException stopped(IllegalStateException shuttingDown) {
        InterruptedException stopped = new InterruptedException("the build is being stopped");
        stopped.initCause(shuttingDown);
        return stopped;
    }

    /** Waits for the child, not for what it started: true when it ended in time. */
    boolean endsWithin(Duration limit) throws InterruptedException {
        return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Kills the child and its descendants, if the child still runs, and waits until they are gone. */
    @Override
    public void close() {
        kill();
        try {
            Runtime.getRuntime().removeShutdownHook(atShutdown);
        } catch (IllegalStateException shuttingDown) {
            // The hook is running or has run, and does the same.
            return;
        }
    }

    private void kill() {
        List<ProcessHandle> killed = new ArrayList<>();
        killFromTheTop(process.toHandle(), killed);
        awaitTheEndOf(killed);
    }

    /**
     * Parents die first, so that none of them starts its child anew. Children are listed before their parent is killed,
     * since they belong to somebody else afterwards.
     */
    private static void killFromTheTop(ProcessHandle process, List<ProcessHandle> killed) {
        if (!process.isAlive()) {
            return;
        }
        List<ProcessHandle> children = process.children().toList();
        process.destroyForcibly();
        killed.add(process);
        children.forEach(child -> killFromTheTop(child, killed));
    }

    private static void awaitTheEndOf(List<ProcessHandle> killed) {
        CompletableFuture<?> allGone = CompletableFuture.allOf(
                killed.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new));
        boolean interrupted = Thread.interrupted();
        try {
            allGone.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            interrupted = true;
        } catch (TimeoutException | ExecutionException stillListed) {
            // A killed process that nobody reaps stays in the process table; it no longer runs.
            allGone.cancel(false);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
