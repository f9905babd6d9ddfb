package com.pmerit.d4.assets;

import java.util.Arrays;

/**
 * The order in which each of the rounds takes the words of a block (<a
 * href="https://github.com/BLAKE3-team/BLAKE3-specs">specification</a>, section 2.2).
 */
final class Blake3Schedule {
    private static final int ROUNDS = 7;
    private static final int[] PERMUTATION = {2, 6, 3, 10, 7, 0, 4, 13, 1, 11, 12, 5, 9, 14, 15, 8};

    private Blake3Schedule() {}

    /** An array of 16 indices a round. */
    static int[][] rounds() {
        int[][] rounds = new int[ROUNDS][PERMUTATION.length];
        Arrays.setAll(rounds[0], word -> word);
        for (int round = 1; round < ROUNDS; round++) {
            int[] before = rounds[round - 1];
            Arrays.setAll(rounds[round], word -> before[PERMUTATION[word]]);
        }
        return rounds;
    }
}
