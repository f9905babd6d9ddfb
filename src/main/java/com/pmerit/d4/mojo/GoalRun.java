package com.pmerit.d4.mojo;

import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.gate.ChecklistResult;
import com.pmerit.d4.gate.Gate;
import com.pmerit.d4.gate.GateResult;
import com.pmerit.d4.gate.Verdict;
import com.pmerit.d4.mojo.progress.Activities;
import com.pmerit.d4.mojo.progress.WatchedGate;
import com.pmerit.d4.release.Journal;
import com.pmerit.d4.release.Outcome;
import com.pmerit.d4.release.Progress;
import com.pmerit.d4.release.Release;
import com.pmerit.d4.release.ReleaseResult;
import com.pmerit.d4.release.Step;
import com.pmerit.d4.release.StepResult;
import com.pmerit.d4.report.Fact;
import com.pmerit.d4.report.LintReport;
import com.pmerit.d4.report.Report;
import com.pmerit.d4.report.SmokeEvidence;
import com.pmerit.d4.report.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.maven.plugin.MojoFailureException;

/** One run of a goal, from its start to the report about it. */
final class GoalRun {
    /** After it there is no way back to the values from before but to set them: a rollback across it is refused. */
    private static final String PUT_SECRET = "d4:put-secret";

    private final String goal;
    private final Workbench bench;
    private final Optional<Environment> environment;
    private final boolean sandbox;
    private final Instant started = Instant.now();

    GoalRun(String goal, Workbench bench, Optional<Environment> environment, boolean sandbox) {
        this.goal = goal;
        this.bench = bench;
        this.environment = environment;
        this.sandbox = sandbox;
    }

    Workbench bench() {
        return bench;
    }

    /**
     * Runs the checklist, with the overrides of this run.
     *
     * @throws MojoFailureException when an override names no gate; no gate has looked then
     */
    ChecklistResult check(List<Gate> gates) throws InterruptedException, MojoFailureException {
        Activities activities = bench.activities();
        activities.endStep();
        ChecklistResult result =
                bench.overrides().over(WatchedGate.all(gates, activities)).run();
        activities.howFar("");
        return result;
    }

    ReleaseResult release(List<Step> steps, Consumer<Step> beforeEach) throws InterruptedException {
        return new Release(steps, List.of(), Journal.NONE, beforeEach).run(Progress.none());
    }

    /** What this run is about. */
    Subject subject() throws InterruptedException {
        return new Subject(goal, bench.projectName(), environment.map(Environment::name), sandbox, bench.commit());
    }

    /**
     * What a gate of this build found in the migration files; empty when none looked.
     *
     * @param version d4's own
     */
    Optional<LintReport> linted(String version) throws InterruptedException {
        Subject subject = subject();
        return bench.linter().found().map(found -> new LintFindings(found).report(subject, version));
    }

    /** The report of a checklist without a release. */
    Report checked(ChecklistResult result, List<SmokeEvidence> smokes) throws InterruptedException {
        return looked("verify", result, smokes);
    }

    /**
     * The report of gates that another goal looked at.
     *
     * @param command what is typed to look again
     */
    Report looked(String command, ChecklistResult result, List<SmokeEvidence> smokes) throws InterruptedException {
        Outcome outcome = result.passed() ? Outcome.DONE : Outcome.GATE_FAILED;
        Optional<String> next = result.passed() ? Optional.empty() : Optional.of(sameCommand(command));
        return report(outcome, result, List.of(), smokes, List.of(), next, Optional.empty());
    }

    /**
     * The report of steps that move no traffic, behind gates that passed.
     *
     * @param command what is typed to try again
     */
    Report stepped(String command, ChecklistResult checklist, ReleaseResult ran) throws InterruptedException {
        boolean well = ran.outcome() == Outcome.DONE || ran.outcome() == Outcome.NOOP;
        Optional<String> next = well ? Optional.empty() : Optional.of(sameCommand(command));
        return report(ran.outcome(), checklist, ran.steps(), List.of(), List.of(), next, Optional.empty());
    }

    /**
     * The report of steps that no gate stands before.
     *
     * @param command what is typed to try again
     */
    Report stepped(String command, ReleaseResult ran) throws InterruptedException {
        boolean well = ran.outcome() == Outcome.DONE || ran.outcome() == Outcome.NOOP;
        return new Report(
                subject(),
                started,
                Duration.between(started, Instant.now()),
                ran.outcome(),
                Optional.empty(),
                ran.steps(),
                List.of(),
                List.of(),
                well ? Optional.empty() : Optional.of(command),
                Optional.empty());
    }

    /** What the build ends with when one of its steps fell short. */
    static String failure(ReleaseResult ran) {
        return ran.steps().stream()
                .map(ReleaseResult.Ran::result)
                .filter(StepResult.Failed.class::isInstance)
                .map(StepResult.Failed.class::cast)
                .findFirst()
                .map(failed -> failed.summary() + "; " + failed.liveNow() + "; " + failed.remedy())
                .orElse("it ended as " + ran.outcome());
    }

    /** The report of a run of d4:deploy, however far it came. */
    Report deployed(DeployRun.Ended ended, List<SmokeEvidence> smokes) throws InterruptedException {
        return deployed(ended, smokes, sameCommand());
    }

    /**
     * The same.
     *
     * @param command what is typed to run it again
     */
    Report deployed(DeployRun.Ended ended, List<SmokeEvidence> smokes, String command) throws InterruptedException {
        if (ended.release().isEmpty()) {
            return looked(isDeploy() ? "verify" : goal, ended.checklist().orElseThrow(), smokes);
        }
        ReleaseResult release = ended.release().get();
        ReleaseWords words = words(release);
        return new Report(
                subject(),
                started,
                Duration.between(started, Instant.now()),
                release.outcome(),
                ended.checklist(),
                release.steps(),
                smokes,
                words.facts(),
                words.endedWell() ? Optional.empty() : Optional.of(command),
                goal.equals(PUT_SECRET) ? Optional.empty() : words.undo());
    }

    /** What the build ends with when a run of d4:deploy fell short. */
    String failure(DeployRun.Ended ended) {
        return ended.release()
                .map(release -> words(release).failure())
                .orElseGet(() -> failure(ended.checklist().orElseThrow()));
    }

    /** What the build ends with when a checklist failed: the gates by name, for the last line of the log. */
    static String failure(ChecklistResult result) {
        return result.failures().isEmpty()
                ? "no gate of the checklist looked at anything"
                : result.failures().size() + " of " + result.results().size() + " gates failed: "
                        + result.failures().stream().map(GateResult::id).collect(Collectors.joining(", "))
                        + "; what mends each stands above and in target/d4/result.json";
    }

    /**
     * The same report for a console that has shown the checklist already: of the gates only those overridden, and those that
     * failed since, as the plan does when the world has moved.
     */
    static Report withoutChecklist(Report report) {
        List<GateResult> kept = report.checklist().map(ChecklistResult::results).orElse(List.of()).stream()
                .filter(gate ->
                        gate.verdict() instanceof Verdict.Overridden || gate.verdict() instanceof Verdict.Failed)
                .toList();
        return new Report(
                report.subject(),
                report.started(),
                report.duration(),
                report.outcome(),
                kept.isEmpty() ? Optional.empty() : Optional.of(new ChecklistResult(kept)),
                report.steps(),
                report.smokes(),
                report.live(),
                report.next(),
                report.undo());
    }

    private Environment target() {
        return environment.orElseThrow(() -> new IllegalStateException("a release without an environment"));
    }

    /** What is typed to run this goal again. */
    private String sameCommand() {
        return sameCommand(isDeploy() ? "deploy" : goal);
    }

    private boolean isDeploy() {
        return goal.equals("d4:deploy");
    }

    private ReleaseWords words(ReleaseResult release) {
        return new ReleaseWords(what(), target(), release, sandbox);
    }

    private String what() {
        return switch (goal) {
            case "d4:deploy" -> "release to";
            case "d4:migrate" -> "migration of";
            case PUT_SECRET -> "setting of secrets in";
            default -> "rollback of";
        };
    }

    String sameCommand(String phase) {
        return "mvn " + phase + environment.map(each -> " -P" + each.name()).orElse("")
                + (sandbox ? " -Dd4.sandbox" : "");
    }

    private Report report(
            Outcome outcome,
            ChecklistResult checklist,
            List<ReleaseResult.Ran> steps,
            List<SmokeEvidence> smokes,
            List<Fact> live,
            Optional<String> next,
            Optional<String> undo)
            throws InterruptedException {
        return new Report(
                subject(),
                started,
                Duration.between(started, Instant.now()),
                outcome,
                Optional.of(checklist),
                steps,
                smokes,
                live,
                next,
                undo);
    }
}
