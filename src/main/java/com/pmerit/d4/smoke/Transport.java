package com.pmerit.d4.smoke;

/** Carries a question over the network, on a connection that no other question used. */
@FunctionalInterface
public interface Transport {

    /**
     * Asks once: no redirect is followed, nothing is tried again.
     *
     * @throws InterruptedException when the build is stopped
     */
    Reply ask(Question question) throws InterruptedException;
}
