package com.pmerit.d4.sandbox.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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

    /** Sends every part when it comes: a Worker may take its time between two of them. */
    @Override
    public void writeTo(OutputStream target) throws IOException {
        byte[] part = new byte[8192];
        try (InputStream content = getContent()) {
            for (int count = content.read(part); count >= 0; count = content.read(part)) {
                target.write(part, 0, count);
                target.flush();
            }
        }
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
