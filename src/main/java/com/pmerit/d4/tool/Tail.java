package com.pmerit.d4.tool;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Keeps the last bytes of a stream. Written by one thread and read by another. Takes no more memory than the stream fills: most
 * children say little, and may say much.
 */
final class Tail {
    private static final int SMALLEST = 1024;

    private final int limit;
    private byte[] ring;
    private long written;

    Tail(int limit) {
        this.limit = limit;
        this.ring = new byte[Math.min(limit, SMALLEST)];
    }

    synchronized void append(byte[] bytes, int length) {
        makeRoom(length);
        for (int index = 0; index < length; index++) {
            ring[(int) (written % ring.length)] = bytes[index];
            written++;
        }
    }

    /** As long as the ring is smaller than the limit nothing was overwritten, so its bytes are in order. */
    private void makeRoom(int length) {
        if (ring.length < limit && written + length > ring.length) {
            long wanted = Math.max(written + length, 2L * ring.length);
            ring = Arrays.copyOf(ring, (int) Math.min(limit, wanted));
        }
    }

    synchronized Output output() {
        int kept = (int) Math.min(written, ring.length);
        byte[] ordered = new byte[kept];
        for (int index = 0; index < kept; index++) {
            ordered[index] = ring[(int) ((written - kept + index) % ring.length)];
        }
        return new Output(new String(ordered, StandardCharsets.UTF_8), written > kept);
    }
}
