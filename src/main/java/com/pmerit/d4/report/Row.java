package com.pmerit.d4.report;

import com.pmerit.d4.gate.GateResult;
import com.pmerit.d4.gate.Verdict;
import com.pmerit.d4.release.ReleaseResult.Ran;
import com.pmerit.d4.release.StepResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A gate, a step or a smoke test as every rendering needs it.
 *
 * @param override why a gate that failed was overridden; empty for any other row
 * @param stopped what a step that fell short says of what is live; empty for any other row
 */
record Row(
        String id,
        String title,
        Kind kind,
        String summary,
        List<String> details,
        Optional<String> remedy,
        Optional<String> override,
        Optional<StepResult.Failed> stopped,
        Duration duration) {

    /** What a row says, with its word in files and its mark on the console. */
    enum Kind {
        PASSED("passed", "ok"),
        WARNED("warned", "warn"),
        OVERRIDDEN("overridden", "OVER"),
        FAILED("failed", "FAIL"),
        SKIPPED("skipped", "skip"),
        DONE("done", "done"),
        ALREADY_DONE("already-done", "same"),
        NOT_NEEDED("not-needed", "skip");

        private final String word;
        private final String mark;

        Kind(String word, String mark) {
            this.word = word;
            this.mark = mark;
        }

        String word() {
            return word;
        }

        String mark() {
            return mark;
        }

        /** Whether it is shown whole, with its evidence and what mends it. */
        boolean isLoud() {
            return this == WARNED || this == OVERRIDDEN || this == FAILED;
        }

        /** Whether nothing was looked at or changed. */
        boolean isSkipped() {
            return this == SKIPPED || this == NOT_NEEDED;
        }
    }

    static Row of(GateResult gate) {
        Verdict verdict = gate.verdict();
        Kind kind;
        Optional<String> remedy = Optional.empty();
        Optional<String> override = Optional.empty();
        if (verdict instanceof Verdict.Failed failed) {
            kind = Kind.FAILED;
            remedy = Optional.of(failed.remedy());
        } else if (verdict instanceof Verdict.Warned warned) {
            kind = Kind.WARNED;
            remedy = Optional.of(warned.remedy());
        } else if (verdict instanceof Verdict.Overridden overridden) {
            kind = Kind.OVERRIDDEN;
            remedy = Optional.of(overridden.what().remedy());
            override = Optional.of(overridden.reason());
        } else {
            kind = verdict instanceof Verdict.Skipped ? Kind.SKIPPED : Kind.PASSED;
        }
        return new Row(
                gate.id(),
                gate.title(),
                kind,
                verdict.summary(),
                verdict.details(),
                remedy,
                override,
                Optional.empty(),
                gate.duration());
    }

    static Row of(Ran step) {
        StepResult result = step.result();
        if (result instanceof StepResult.Failed failed) {
            return row(step, Kind.FAILED, failed.details(), Optional.of(failed));
        } else if (result instanceof StepResult.Done done) {
            return row(step, Kind.DONE, done.details(), Optional.empty());
        }
        boolean already = result instanceof StepResult.AlreadyDone;
        return row(step, already ? Kind.ALREADY_DONE : Kind.NOT_NEEDED, List.of(), Optional.empty());
    }

    static Row of(SmokeEvidence smoke) {
        return new Row(
                smoke.id(),
                smoke.url(),
                smoke.passed() ? Kind.PASSED : Kind.FAILED,
                smoke.summary(),
                smoke.details(),
                smoke.remedy(),
                Optional.empty(),
                Optional.empty(),
                smoke.duration());
    }

    private static Row row(Ran step, Kind kind, List<String> details, Optional<StepResult.Failed> stopped) {
        return new Row(
                step.id(),
                step.title(),
                kind,
                step.result().summary(),
                details,
                stopped.map(StepResult.Failed::remedy),
                Optional.empty(),
                stopped,
                step.duration());
    }

    boolean failed() {
        return kind == Kind.FAILED;
    }

    /** The same with another text of what mends it. */
    Row mendedBy(UnaryOperator<String> change) {
        return new Row(
                id,
                title,
                kind,
                summary,
                details,
                remedy.map(change),
                override,
                stopped.map(failed -> new StepResult.Failed(
                        failed.summary(),
                        failed.details(),
                        failed.liveNow(),
                        change.apply(failed.remedy()),
                        failed.safe())),
                duration);
    }

    Row masked(UnaryOperator<String> mask) {
        return new Row(
                mask.apply(id),
                mask.apply(title),
                kind,
                mask.apply(summary),
                details.stream().map(mask).toList(),
                remedy.map(mask),
                override.map(mask),
                stopped.map(failed -> new StepResult.Failed(
                        mask.apply(failed.summary()),
                        failed.details().stream().map(mask).toList(),
                        mask.apply(failed.liveNow()),
                        mask.apply(failed.remedy()),
                        failed.safe())),
                duration);
    }
}
