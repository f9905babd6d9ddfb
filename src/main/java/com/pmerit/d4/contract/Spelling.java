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

    // Levenshtein's distance, capitals aside.
    private static int strokes(String from, String to) {
        String a = from.toLowerCase(Locale.ROOT);
        String b = to.toLowerCase(Locale.ROOT);
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
