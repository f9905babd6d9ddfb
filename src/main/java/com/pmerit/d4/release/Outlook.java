package com.pmerit.d4.release;

import com.pmerit.d4.gate.ChecklistResult;
import com.pmerit.d4.gate.GateResult;
import com.pmerit.d4.gate.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A plan with what a person weighs before it is carried out.
 *
 * @param plan what a release would change
 * @param rollback whether there is a way back
 * @param failing the gates that would stop the release, in checklist order
 */
public record Outlook(Plan plan, RollbackReadiness rollback, List<Obstacle> failing) {
    public Outlook {
        failing = List.copyOf(failing);
    }

    /**
     * A gate that would stop the release.
     *
     * @param id the gate's stable id
     * @param summary what it found
     * @param details the evidence, line by line
     * @param remedy what mends it; empty for a checklist on which nothing was looked at
     */
    public record Obstacle(String id, String summary, List<String> details, Optional<String> remedy) {
        public Obstacle {
            details = List.copyOf(details);
        }

        /** What a gate that failed says. */
        static Obstacle of(GateResult gate) {
            Optional<String> remedy =
                    gate.verdict() instanceof Verdict.Failed failed ? Optional.of(failed.remedy()) : Optional.empty();
            return new Obstacle(
                    gate.id(), gate.verdict().summary(), gate.verdict().details(), remedy);
        }

        private Obstacle masked(UnaryOperator<String> mask) {
            return new Obstacle(
                    mask.apply(id),
                    mask.apply(summary),
                    details.stream().map(mask).toList(),
                    remedy.map(mask));
        }
    }

    /** What of a checklist would stop a release; a checklist on which nothing was looked at would, too. */
    public static List<Obstacle> failing(ChecklistResult checklist) {
        if (checklist.failures().isEmpty() && !checklist.passed()) {
            return List.of(new Obstacle("checklist", "no gate looked at anything", List.of(), Optional.empty()));
        }
        return checklist.failures().stream().map(Obstacle::of).toList();
    }

    /** The same with every text sent through a mask, but the plan, which was masked when it was made. */
    public Outlook masked(UnaryOperator<String> mask) {
        return new Outlook(
                plan,
                rollback.masked(mask),
                failing.stream().map(each -> each.masked(mask)).toList());
    }
}
