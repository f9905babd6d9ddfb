package com.pmerit.d4.sandbox.runtime;

/**
 * The use of a running version for the time of one request.
 *
 * @param start how it stands with the version
 * @param release gives the use back
 */
record Lease(Start start, Runnable release) implements AutoCloseable {
    @Override
    public void close() {
        release.run();
    }
}
