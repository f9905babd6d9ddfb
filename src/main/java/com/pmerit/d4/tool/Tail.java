package com.pmerit.d4.tool;

import java.nio.charset.StandardCharsets;

/** Keeps the last bytes of a stream. Written by one thread and read by another. */
final class Tail {
    private final byte[] ring;
    private long written;

    Tail(int limit) {
        ring = new byte[limit];
    }

    synchronized void append(byte[] bytes, int length) {
        for (int index = 0; index < length; index++) {
            ring[(int) (written % ring.length)] = bytes[index];
            written++;
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
