package com.pmerit.d4.report;

import com.pmerit.d4.gate.ChecklistResult;
import com.pmerit.d4.gate.GateResult;
import com.pmerit.d4.release.Outcome;
import com.pmerit.d4.release.ReleaseResult.Ran;
import com.pmerit.d4.release.StepResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One run of one goal: the only model that is rendered. A report cannot contradict itself: what ended well holds no
 * failure, and what failed at a gate names the gate.
 *
 * @param subject what ran, for what
 * @param started when it began
 * @param duration how long it took in all
 * @param outcome how it ended; a checklist without a release that passed is {@link Outcome#DONE}
 * @param checklist the gates; empty for a goal without a checklist
 * @param steps the steps of the release that ran, in order
 * @param smokes the smoke tests that were asked, in order
 * @param live what is live now, as it was read
 * @param next the next command to type, if there is one
 * @param undo the command that goes back, if there is one
 */
public record Report(
        Subject subject,
        Instant started,
        Duration duration,
        Outcome outcome,
        Optional<ChecklistResult> checklist,
        List<Ran> steps,
        List<SmokeEvidence> smokes,
        List<Fact> live,
        Optional<String> next,
        Optional<String> undo) {
    /**
     * Copies the lists and looks for contradictions.
     *
     * @throws IllegalArgumentException when the outcome does not fit what ran
     */
    public Report {
        steps = List.copyOf(steps);
        smokes = List.copyOf(smokes);
        live = List.copyOf(live);
        boolean gatesPassed = checklist.map(ChecklistResult::passed).orElse(true);
        if (outcome == Outcome.GATE_FAILED && gatesPassed) {
            throw new IllegalArgumentException("the outcome is GATE_FAILED, but no gate failed");
        }
        if (endedWell(outcome)) {
            require(gatesPassed, outcome, "the checklist did not pass");
            require(steps.stream().noneMatch(Report::failed), outcome, "a step failed");
            require(smokes.stream().allMatch(SmokeEvidence::passed), outcome, "a smoke test failed");
            require(checklist.isPresent() || !steps.isEmpty() || !smokes.isEmpty(), outcome, "nothing ran");
        }
    }

    /** Whether the build may go on. */
    public boolean succeeded() {
        return endedWell(outcome);
    }

    /** The gates' verdicts in checklist order; none for a goal without a checklist. */
    List<GateResult> gates() {
        return checklist.map(ChecklistResult::results).orElse(List.of());
    }

    static boolean failed(Ran step) {
        return step.result() instanceof StepResult.Failed;
    }

    private static boolean endedWell(Outcome outcome) {
        return outcome == Outcome.NOOP || outcome == Outcome.DONE;
    }

    private static void require(boolean fits, Outcome outcome, String contradiction) {
        if (!fits) {
            throw new IllegalArgumentException("the outcome is " + outcome + ", but " + contradiction);
        }
    }
}
