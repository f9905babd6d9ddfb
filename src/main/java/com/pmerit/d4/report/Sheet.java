package com.pmerit.d4.report;

import com.pmerit.d4.release.Outcome;
import com.pmerit.d4.release.StepResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A report made ready for rendering: its parts as rows, and every text sent through the mask. That happens before anything is
 * escaped, wrapped or cut, for a secret that is split over two lines would not be found any more.
 */
record Sheet(
        Subject subject,
        Instant started,
        Duration duration,
        Outcome outcome,
        Optional<Boolean> checklistPassed,
        List<Row> gates,
        List<Row> steps,
        List<SmokeEvidence> smokes,
        List<Fact> live,
        Optional<String> next,
        Optional<String> undo) {

    static Sheet of(Report report, UnaryOperator<String> mask) {
        UnaryOperator<String> there = report.subject().sandbox() ? SandboxCommands::in : UnaryOperator.identity();
        return new Sheet(
                masked(report.subject(), mask),
                report.started(),
                report.duration(),
                report.outcome(),
                report.checklist().map(checklist -> checklist.passed()),
                report.gates().stream()
                        .map(gate -> Row.of(gate).masked(mask).mendedBy(there))
                        .toList(),
                report.steps().stream()
                        .map(step -> Row.of(step).masked(mask).mendedBy(there))
                        .toList(),
                report.smokes().stream()
                        .map(smoke -> masked(smoke, mask, there))
                        .toList(),
                report.live().stream()
                        .map(fact -> new Fact(mask.apply(fact.name()), mask.apply(fact.value())))
                        .toList(),
                report.next().map(mask).map(there),
                report.undo().map(mask));
    }

    List<Row> smokeRows() {
        return smokes.stream().map(Row::of).toList();
    }

    /** Smoke tests that no gate or step of the same id speaks for already. */
    List<Row> smokeRowsOfTheirOwn() {
        return smokeRows().stream()
                .filter(smoke -> Stream.concat(gates.stream(), steps.stream())
                        .noneMatch(row -> row.id().equals(smoke.id())))
                .toList();
    }

    /** The step at which the release stopped. */
    Optional<Row> stoppedAt() {
        return steps.stream().filter(Row::failed).findFirst();
    }

    /** What the step that fell short last says is live; nothing when later steps have changed that. */
    Optional<String> liveNow() {
        return steps.isEmpty()
                ? Optional.empty()
                : steps.get(steps.size() - 1).stopped().map(StepResult.Failed::liveNow);
    }

    private static Subject masked(Subject subject, UnaryOperator<String> mask) {
        return new Subject(
                mask.apply(subject.goal()),
                mask.apply(subject.project()),
                subject.environment().map(mask),
                subject.sandbox(),
                subject.commit().map(mask));
    }

    private static SmokeEvidence masked(SmokeEvidence smoke, UnaryOperator<String> mask, UnaryOperator<String> there) {
        return new SmokeEvidence(
                mask.apply(smoke.id()),
                mask.apply(smoke.url()),
                smoke.passed(),
                mask.apply(smoke.summary()),
                smoke.details().stream().map(mask).toList(),
                mask.apply(smoke.proof()),
                smoke.transcriptSha256(),
                smoke.remedy().map(mask).map(there),
                smoke.duration());
    }
}
