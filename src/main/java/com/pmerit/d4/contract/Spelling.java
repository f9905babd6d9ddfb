package com.pmerit.d4.contract;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that was probably meant. */
public final class Spelling {
    private Spelling() {}

    /**
     * The known word that takes the fewest strokes to make of a written one.
     *
     * @param written what was written
     * @param known the words there are
     * @return the nearest, unless even that is another word altogether: more than a third of its letters differ
     */
    public static Optional<String> nearest(String written, Collection<String> known) {
        return known.stream()
                .filter(word -> strokes(written, word) * 3 <= Math.max(written.length(), word.length()) + 1)
                .min(Comparator.comparingInt((String word) -> strokes(written, word))
                        .thenComparing(Comparator.naturalOrder()));
    }

    // Levenshtein's distance, capitals aside, with two letters that changed places as one stroke.
    private static int strokes(String from, String to) {
        String a = from.toLowerCase(Locale.ROOT);
        String b = to.toLowerCase(Locale.ROOT);
        int[][] strokes = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    strokes[i][j] = i + j;
                    continue;
                }
                int replaced = strokes[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                strokes[i][j] = Math.min(replaced, 1 + Math.min(strokes[i - 1][j], strokes[i][j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    strokes[i][j] = Math.min(strokes[i][j], 1 + strokes[i - 2][j - 2]);
                }
            }
        }
        return strokes[a.length()][b.length()];
    }
}
