package com.pmerit.d4.assets;

import java.nio.charset.StandardCharsets;

/** Base64 text (RFC 4648, section 4) as the little-endian words that a hash reads. */
final class Base64Words {
    /** So many bytes are 64 characters. */
    static final int RAW_BLOCK = 48;

    private static final int WORDS = 16;

    /** The two characters of each twelve bits, the first one lower. */
    private static final char[] PAIRS = pairs();

    private Base64Words() {}

    private static char[] pairs() {
        byte[] letters =
                "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".getBytes(StandardCharsets.US_ASCII);
        char[] pairs = new char[1 << 12];
        for (int bits = 0; bits < pairs.length; bits++) {
            pairs[bits] = (char) (letters[bits >> 6] | letters[bits & 63] << 8);
        }
        return pairs;
    }

    /** Reads 48 bytes as 16 words. */
    static void read(byte[] bytes, int from, int[] words) {
        for (int word = 0; word < WORDS; word++) {
            words[word] = word(bytes, from + 3 * word);
        }
    }

    /** Reads 48 bytes for each column; from one column to the next it is so many bytes. */
    static void read(byte[] bytes, int from, int stride, int[][] words) {
        for (int word = 0; word < WORDS; word++) {
            read(bytes, from + 3 * word, stride, words[word]);
        }
    }

    private static void read(byte[] bytes, int from, int stride, int[] row) {
        for (int column = 0; column < row.length; column++) {
            row[column] = word(bytes, from + stride * column);
        }
    }

    private static int word(byte[] bytes, int at) {
        int bits = ((bytes[at] & 0xff) << 16) | ((bytes[at + 1] & 0xff) << 8) | (bytes[at + 2] & 0xff);
        return PAIRS[bits >>> 12] | (PAIRS[bits & 0xfff] << 16);
    }
}
