package com.pmerit.d4.cloudflare;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Reads a body up to a bound, and keeps what it got when the rest does not come. */
final class BoundedBody {
    private final int bound;
    private final ByteArrayOutputStream read = new ByteArrayOutputStream();
    private boolean tooLarge;
    private @Nullable IOException broken;

    BoundedBody(int bound) {
        this.bound = bound;
    }

    void readFrom(InputStream stream) {
        byte[] buffer = new byte[16 * 1024];
        try {
            for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
                if (read.size() + count > bound) {
                    tooLarge = true;
                    return;
                }
                read.write(buffer, 0, count);
            }
        } catch (IOException cut) {
            broken = cut;
        }
    }

    byte[] bytes() {
        return read.toByteArray();
    }

    boolean isTooLarge() {
        return tooLarge;
    }

    boolean isComplete() {
        return !tooLarge && broken == null;
    }

    String trouble() {
        return tooLarge
                ? "it is larger than " + bound + " bytes"
                : "it broke off after " + read.size() + " bytes (" + Trouble.of(broken) + ")";
    }
}
