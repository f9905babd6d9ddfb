package com.pmerit.d4.sandbox.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;

/** A response's body on its way out, whole or as a fault wants it. */
final class ResponseEntity extends AbstractHttpEntity {
    private final Response.Body body;
    private final WireFormat.Manner manner;

    ResponseEntity(Response response, WireFormat.Manner manner) {
        super(response.contentType().isEmpty() ? null : response.contentType(), null, length(response.body()) < 0);
        this.body = response.body();
        this.manner = manner;
    }

    @Override
    public void writeTo(OutputStream target) throws IOException {
        if (manner instanceof WireFormat.Truncated truncated) {
            byte[] bytes = bytes();
            target.write(bytes, 0, Math.min(truncated.keptBytes(), bytes.length));
            target.flush();
            throw new IOException("the answer is broken off because a fault says so");
        } else if (manner instanceof WireFormat.Trickled trickled) {
            trickle(target, trickled.pause());
        } else {
            writeAll(target);
        }
    }

    @Override
    public long getContentLength() {
        return length(body);
    }

    @Override
    public boolean isRepeatable() {
        return false;
    }

    @Override
    public boolean isStreaming() {
        return true;
    }

    @Override
    public InputStream getContent() {
        throw new UnsupportedOperationException("an answer is written, not read");
    }

    @Override
    public void close() {}

    private void trickle(OutputStream target, Duration pause) throws IOException {
        for (byte one : bytes()) {
            target.write(one);
            target.flush();
            try {
                Thread.sleep(pause.toMillis());
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new IOException("the server stops", stopped);
            }
        }
    }

    private byte[] bytes() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        writeAll(all);
        return all.toByteArray();
    }

    private void writeAll(OutputStream target) throws IOException {
        if (body instanceof Response.Bytes bytes) {
            target.write(bytes.content().bytes());
        } else if (body instanceof Response.Stream stream) {
            stream.writer().writeTo(target);
        }
    }

    private static long length(Response.Body body) {
        if (body instanceof Response.Bytes bytes) {
            return bytes.content().size();
        }
        return ((Response.Stream) body).length();
    }
}
