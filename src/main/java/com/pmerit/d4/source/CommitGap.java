package com.pmerit.d4.source;

import java.util.List;

/**
 * What lies between two commits.
 *
 * @param missing how many commits the later one has and the earlier one lacks
 * @param lines the newest of them, each as its short id and the first line of its message
 * @param foreign how many commits the earlier one has and the later one lacks: none when the later one descends from it
 */
public record CommitGap(int missing, List<String> lines, int foreign) {
    public CommitGap {
        lines = List.copyOf(lines);
    }
}
