package com.pmerit.d4.sandbox.runtime;

import java.io.IOException;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;

/** The body of a Worker's answer: the Worker is kept running until it is sent. */
final class LeasedEntity extends HttpEntityWrapper {
    private final Lease lease;
    private boolean closed;

    LeasedEntity(HttpEntity body, Lease lease) {
        super(body);
        this.lease = lease;
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            try {
                super.close();
            } finally {
                lease.close();
            }
        }
    }
}
