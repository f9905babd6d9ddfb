package com.pmerit.d4.report;

import java.util.List;

/**
 * How much of each row a console shows.
 *
 * @param sentenceLines lines for what is wrong
 * @param details lines of evidence under it
 * @param remedyLines lines for what mends it
 * @param quietSteps whether steps that changed nothing share one line
 * @param quietGates whether gates that passed or were skipped share one line
 */
record Density(int sentenceLines, int details, int remedyLines, boolean quietSteps, boolean quietGates) {
    /** From roomy to tight; the first that fits is taken. */
    static final List<Density> FROM_ROOMY_TO_TIGHT = List.of(
            new Density(3, 4, 3, false, false),
            new Density(2, 2, 3, false, false),
            new Density(2, 2, 3, true, false),
            new Density(2, 1, 2, true, true),
            new Density(2, 0, 2, true, true),
            new Density(1, 0, 1, true, true));
}
