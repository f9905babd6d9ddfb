package com.pmerit.d4.release;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Whether the version that is live now could be put back, and the site beside it, should the release go wrong.
 *
 * @param version the version that is live; empty when none takes all traffic
 * @param obstacles why not, a clause each; none means that it could
 * @param proofs what was seen to speak for it, a clause each
 * @param unchecked what nobody could look at, a clause each
 */
public record RollbackReadiness(
        Optional<String> version, List<String> obstacles, List<String> proofs, List<String> unchecked) {
    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException when there is neither a version to go back to nor a reason why not
     */
    public RollbackReadiness {
        obstacles = List.copyOf(obstacles);
        proofs = List.copyOf(proofs);
        unchecked = List.copyOf(unchecked);
        if (version.isEmpty() && obstacles.isEmpty()) {
            throw new IllegalArgumentException("ready to go back, but to no version");
        }
    }

    /** Not ready, for one reason that makes all others pointless. */
    public static RollbackReadiness no(String obstacle) {
        return new RollbackReadiness(Optional.empty(), List.of(obstacle), List.of(), List.of());
    }

    /** The same with one more reason why not, a clause. */
    public RollbackReadiness withObstacle(String obstacle) {
        return new RollbackReadiness(version, and(obstacles, obstacle), proofs, unchecked);
    }

    /** The same with something more that speaks for it, a clause. */
    public RollbackReadiness withProof(String proof) {
        return new RollbackReadiness(version, obstacles, and(proofs, proof), unchecked);
    }

    /** Whether nothing speaks against it. */
    public boolean ready() {
        return obstacles.isEmpty();
    }

    /** Such as {@code Rollback ready: no, because nothing is live yet}. */
    public String sentence() {
        List<String> clauses = new ArrayList<>(ready() ? proofs : obstacles);
        unchecked.forEach(each -> clauses.add("not checked: " + each));
        String reasons = String.join("; ", clauses);
        return ready()
                ? "Rollback ready: yes, to version " + version.orElseThrow() + (reasons.isEmpty() ? "" : ": " + reasons)
                : "Rollback ready: no, because " + reasons;
    }

    private static List<String> and(List<String> clauses, String more) {
        return Stream.concat(clauses.stream(), Stream.of(more)).toList();
    }

    RollbackReadiness masked(UnaryOperator<String> mask) {
        return new RollbackReadiness(
                version.map(mask),
                obstacles.stream().map(mask).toList(),
                proofs.stream().map(mask).toList(),
                unchecked.stream().map(mask).toList());
    }
}
