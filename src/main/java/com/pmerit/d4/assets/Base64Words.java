package com.pmerit.d4.assets;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Base64 text (RFC 4648, section 4) as the little-endian words that a hash reads. Of four characters at a time by arithmetic alone: the
 * virtual machine makes vector instructions of it, and could make none of a table.
 */
final class Base64Words {
    /** So many bytes are 64 characters. */
    static final int RAW_BLOCK = 48;

    private static final int WORDS = 16;

    private static final VarHandle BIG_ENDIAN = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private static final int EACH = 0x01010101;

    private Base64Words() {}

    /** Reads 48 bytes as 16 words; there must be one byte more. */
    static void read(byte[] bytes, int from, int[] words) {
        for (int word = 0; word < WORDS; word++) {
            words[word] = letters(bits(bytes, from + 3 * word));
        }
    }

    /** Reads 48 bytes for each column; from one column to the next it is so many bytes, and there must be one more. */
    static void read(byte[] bytes, int from, int stride, int[][] words) {
        for (int word = 0; word < WORDS; word++) {
            gather(bytes, from + 3 * word, stride, words[word]);
            encode(words[word]);
        }
    }

    private static void gather(byte[] bytes, int from, int stride, int[] row) {
        for (int column = 0; column < row.length; column++) {
            row[column] = bits(bytes, from + stride * column);
        }
    }

    private static void encode(int[] row) {
        for (int column = 0; column < row.length; column++) {
            row[column] = letters(row[column]);
        }
    }

    /** Three bytes as 24 bits. */
    private static int bits(byte[] bytes, int at) {
        return (int) BIG_ENDIAN.get(bytes, at) >>> 8;
    }

    /** The letters of four times six bits, the first one lowest. */
    private static int letters(int bits) {
        int six = (bits >>> 18) | ((bits >>> 4) & 0x3F00) | ((bits << 10) & 0x3F0000) | ((bits << 24) & 0x3F000000);
        return six
                + 'A' * EACH
                + ('a' - 'A' - 26) * from(26, six)
                + ('0' - 'a' - 26) * from(52, six)
                + ('+' - '0' - 10) * from(62, six)
                + ('/' - '+' - 1) * from(63, six);
    }

    /** A one for each of the four numbers that is as large as that. */
    private static int from(int least, int numbers) {
        return ((numbers + (128 - least) * EACH) >>> 7) & EACH;
    }
}
