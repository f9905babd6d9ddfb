package com.pmerit.d4.sop;

import java.util.Set;

/**
 * What an SOP may name of d4 itself.
 *
 * @param goals such as {@code audit}
 * @param gates such as {@code clean-tree}
 */
public record Vocabulary(Set<String> goals, Set<String> gates) {
    /** Copies the sets. */
    public Vocabulary {
        goals = Set.copyOf(goals);
        gates = Set.copyOf(gates);
    }
}
