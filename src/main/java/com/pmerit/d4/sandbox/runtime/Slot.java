package com.pmerit.d4.sandbox.runtime;

import java.util.Optional;
import java.util.function.Supplier;

/** The place of one version among those that run. Its use is counted under the lock of {@link WorkerRuntime}, its process under its own. */
final class Slot {
    private Optional<WorkerdProcess> process = Optional.empty();
    private boolean stopped;
    private int users;
    private long lastUse;

    void take(long use) {
        users++;
        lastUse = use;
    }

    void giveBack() {
        users--;
    }

    boolean isIdle() {
        return users == 0;
    }

    long lastUse() {
        return lastUse;
    }

    /** The process, started or started again when it does not run. */
    synchronized Start running(Supplier<Start> launch) {
        if (stopped) {
            return new Start.Unable("the embedded Cloudflare is shutting down");
        }
        if (process.isPresent() && process.get().isAlive()) {
            return new Start.Listening(process.get());
        }
        process.ifPresent(WorkerdProcess::close);
        process = Optional.empty();
        Start start = launch.get();
        if (start instanceof Start.Listening listening) {
            process = Optional.of(listening.process());
        }
        return start;
    }

    synchronized void stop() {
        stopped = true;
        process.ifPresent(WorkerdProcess::close);
        process = Optional.empty();
    }
}
