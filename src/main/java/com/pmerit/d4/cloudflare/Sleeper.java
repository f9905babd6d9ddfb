package com.pmerit.d4.cloudflare;

import java.time.Duration;

/** Lets time pass between two tries: the machine's, or a test's. */
@FunctionalInterface
public interface Sleeper {
    /**
     * Returns when the time has passed.
     *
     * @throws InterruptedException when the build is being stopped
     */
    void sleep(Duration duration) throws InterruptedException;
}
