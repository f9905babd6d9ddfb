package com.pmerit.d4.gate;

import java.util.ArrayList;
import java.util.List;

/**
 * A person's word that a release may go on although one gate fails. It is kept with the verdict, so that every report shows
 * both, and it ends with the run.
 *
 * @param gate the id of the gate
 * @param reason why, for whoever reads the report or the ledger later
 */
public record GateOverride(String gate, String reason) {
    /**
     * Refuses one that says nothing.
     *
     * @throws IllegalArgumentException when the gate or the reason is blank
     */
    public GateOverride {
        if (gate.isBlank() || reason.isBlank()) {
            throw new IllegalArgumentException("an override names a gate and gives a reason");
        }
    }

    /** As it is given and recorded: {@code gate:reason}. */
    public String text() {
        return gate + ":" + reason;
    }

    /** What becomes of the gate's verdict: only a failed one is overridden, any other says that it was not necessary. */
    Verdict over(Verdict verdict) {
        String unused = "; the override was not necessary";
        if (verdict instanceof Verdict.Failed failed) {
            return new Verdict.Overridden(reason, failed);
        }
        if (verdict instanceof Verdict.Skipped skipped) {
            return new Verdict.Skipped(skipped.summary() + unused);
        }
        List<String> details = new ArrayList<>(verdict.details());
        String leaveOut = "leave out -Dd4.override=" + text();
        String remedy = verdict instanceof Verdict.Warned warned ? warned.remedy() + "; " + leaveOut : leaveOut;
        return new Verdict.Warned(verdict.summary() + unused, details, remedy);
    }
}
