package com.pmerit.d4.mojo;

import com.pmerit.d4.cloudflare.WriteGuard;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Ctrl-C and a cancelled workflow: no new write begins, the one in flight may end, and the run notes how far it came. An undo
 * is not begun while the JVM goes down; the next run does what is to be done.
 */
final class Stop implements WriteGuard, AutoCloseable {
    private static final long SECONDS_TO_NOTE = 5;

    private final AtomicBoolean wanted = new AtomicBoolean();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook = new Thread(this::stop, "d4-stop");
    private final Runtime runtime;

    /** Listens from now on. */
    Stop(Runtime runtime) {
        this.runtime = runtime;
        runtime.addShutdownHook(hook);
    }

    @Override
    public Optional<String> objection() {
        return wanted.get() ? Optional.of("the build is being stopped") : Optional.empty();
    }

    /** The run is over. */
    @Override
    public void close() {
        ended.countDown();
        if (!wanted.get()) {
            runtime.removeShutdownHook(hook);
        }
    }

    private void stop() {
        wanted.set(true);
        try {
            if (!ended.await(SECONDS_TO_NOTE, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }
}
