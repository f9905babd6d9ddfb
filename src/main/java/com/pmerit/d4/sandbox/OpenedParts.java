package com.pmerit.d4.sandbox;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/** Parts that were opened one after the other and are closed in the opposite order, each whatever happens to the others. */
final class OpenedParts implements AutoCloseable {
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();

    synchronized <T extends AutoCloseable> T add(T part) {
        parts.push(part);
        return part;
    }

    /** Closes all parts. A second call does nothing. */
    @Override
    public synchronized void close() throws IOException {
        IOException failed = new IOException("the embedded Cloudflare did not stop cleanly");
        while (!parts.isEmpty()) {
            close(parts.pop(), failed);
        }
        if (failed.getSuppressed().length > 0) {
            throw failed;
        }
    }

    private static void close(AutoCloseable part, IOException failed) {
        try {
            part.close();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            failed.addSuppressed(stopped);
        } catch (Exception failure) {
            failed.addSuppressed(failure);
        }
    }
}
