package com.pmerit.d4.gate;

import java.util.ArrayList;
import java.util.List;

/** The verdicts of one run of the checklist, in checklist order. */
public record ChecklistResult(List<GateResult> results) {
    public ChecklistResult {
        results = List.copyOf(results);
    }

    /**
     * Whether a release may go on: no gate failed that was not overridden, and at least one gate looked. A checklist on
     * which nothing was looked at proves nothing.
     */
    public boolean passed() {
        return failures().isEmpty() && looked() > 0;
    }

    /** The gates that failed, in checklist order. */
    public List<GateResult> failures() {
        return results.stream().filter(GateResult::failed).toList();
    }

    /** The gates that failed and were overridden, as {@code gate:reason}, in checklist order. */
    public List<String> overrides() {
        List<String> overrides = new ArrayList<>();
        for (GateResult result : results) {
            if (result.verdict() instanceof Verdict.Overridden overridden) {
                overrides.add(new GateOverride(result.id(), overridden.reason()).text());
            }
        }
        return List.copyOf(overrides);
    }

    /** How many gates really looked: all but the skipped ones. */
    public long looked() {
        return results.stream()
                .filter(result -> !(result.verdict() instanceof Verdict.Skipped))
                .count();
    }
}
