package com.pmerit.d4.assets;

import java.util.Arrays;

/**
 * The compression function of BLAKE3 (<a href="https://github.com/BLAKE3-team/BLAKE3-specs">specification</a>, section 2.2) for many
 * blocks at a time, one a column: the virtual machine makes vector instructions of loops over many columns. See {@link Blake3Block} for
 * few.
 */
final class Blake3Columns {
    /** How many columns there are. */
    static final int MOST = 64;

    /** A block is so many words, and a chaining value half of that. */
    static final int WORDS = 16;

    static final int VALUE_WORDS = WORDS / 2;

    private static final int[] IV = Blake3Block.start();
    private static final int[][] SCHEDULE = Blake3Schedule.rounds();

    /** The blocks, word by word. */
    final int[][] words = new int[WORDS][MOST];

    /** The chaining values, word by word. */
    final int[][] values = new int[VALUE_WORDS][MOST];

    private final int[][] state = new int[WORDS][MOST];

    /** Gives columns the chaining value that all begins with. */
    void start(int columns) {
        for (int word = 0; word < VALUE_WORDS; word++) {
            Arrays.fill(values[word], 0, columns, IV[word]);
        }
    }

    /**
     * Mixes the block of each column into its chaining value.
     *
     * @param counter the number of the first column's chunk
     * @param step by how much it grows from column to column
     * @param length how many bytes of the blocks are text
     */
    void mix(int columns, long counter, int step, int length, int flags) {
        for (int word = 0; word < VALUE_WORDS; word++) {
            System.arraycopy(values[word], 0, state[word], 0, columns);
        }
        for (int word = 0; word < 4; word++) {
            Arrays.fill(state[8 + word], 0, columns, IV[word]);
        }
        for (int column = 0; column < columns; column++) {
            long number = counter + (long) step * column;
            state[12][column] = (int) number;
            state[13][column] = (int) (number >>> Integer.SIZE);
        }
        Arrays.fill(state[14], 0, columns, length);
        Arrays.fill(state[15], 0, columns, flags);
        rounds(columns);
        for (int word = 0; word < VALUE_WORDS; word++) {
            join(columns, values[word], state[word], state[word + VALUE_WORDS]);
        }
    }

    private void rounds(int columns) {
        for (int[] order : SCHEDULE) {
            quarter(columns, 0, 4, 8, 12, words[order[0]], words[order[1]]);
            quarter(columns, 1, 5, 9, 13, words[order[2]], words[order[3]]);
            quarter(columns, 2, 6, 10, 14, words[order[4]], words[order[5]]);
            quarter(columns, 3, 7, 11, 15, words[order[6]], words[order[7]]);
            quarter(columns, 0, 5, 10, 15, words[order[8]], words[order[9]]);
            quarter(columns, 1, 6, 11, 12, words[order[10]], words[order[11]]);
            quarter(columns, 2, 7, 8, 13, words[order[12]], words[order[13]]);
            quarter(columns, 3, 4, 9, 14, words[order[14]], words[order[15]]);
        }
    }

    private void quarter(int columns, int first, int second, int third, int fourth, int[] even, int[] odd) {
        quarter(columns, state[first], state[second], state[third], state[fourth], even, odd);
    }

    /** The function G of the specification. */
    private static void quarter(
            int columns, int[] first, int[] second, int[] third, int[] fourth, int[] even, int[] odd) {
        for (int column = 0; column < columns; column++) {
            int a = first[column] + second[column] + even[column];
            int d = Integer.rotateRight(fourth[column] ^ a, 16);
            int c = third[column] + d;
            int b = Integer.rotateRight(second[column] ^ c, 12);
            a += b + odd[column];
            d = Integer.rotateRight(d ^ a, 8);
            c += d;
            first[column] = a;
            second[column] = Integer.rotateRight(b ^ c, 7);
            third[column] = c;
            fourth[column] = d;
        }
    }

    private static void join(int columns, int[] value, int[] low, int[] high) {
        for (int column = 0; column < columns; column++) {
            value[column] = low[column] ^ high[column];
        }
    }
}
