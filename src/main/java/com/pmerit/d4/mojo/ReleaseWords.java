package com.pmerit.d4.mojo;

import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.release.Outcome;
import com.pmerit.d4.release.Progress;
import com.pmerit.d4.release.ReleaseResult;
import com.pmerit.d4.release.StepResult;
import com.pmerit.d4.report.Fact;
import com.pmerit.d4.site.LiveSite;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a release left behind, in words: what is live, what stays changed, and the way back. */
final class ReleaseWords {
    private static final Set<String> SITE = Set.of("site-upload", "site", "site-smoke", "site-back");

    private final String what;
    private final Environment environment;
    private final ReleaseResult release;
    private final boolean sandbox;

    /**
     * Takes what ran.
     *
     * @param what such as {@code release to} or {@code rollback of}, before the environment's name
     */
    ReleaseWords(String what, Environment environment, ReleaseResult release, boolean sandbox) {
        this.what = what;
        this.environment = environment;
        this.release = release;
        this.sandbox = sandbox;
    }

    boolean endedWell() {
        return release.outcome() == Outcome.DONE || release.outcome() == Outcome.NOOP;
    }

    /** What is known to be live; nothing where that is in doubt. */
    List<Fact> facts() {
        List<Fact> facts = new ArrayList<>();
        if (release.outcome() != Outcome.NEEDS_HUMAN) {
            live().ifPresent(version ->
                    facts.add(new Fact("worker", environment.worker() + " runs version " + version)));
        }
        if (!endedWell()) {
            site().ifPresent(words -> facts.add(new Fact("site", words)));
            migrations().ifPresent(words -> facts.add(new Fact("database", words)));
        }
        return facts;
    }

    /** The command that goes back to what was live before, after a release that changed it. */
    Optional<String> undo() {
        Progress progress = release.progress();
        return release.outcome() == Outcome.DONE && progress.canGoBack() && progress.serving()
                ? progress.anchor()
                        .map(anchor -> "mvn d4:rollback -Dd4.environment=" + environment.name() + " -Dd4.version="
                                + anchor + (sandbox ? " -Dd4.sandbox" : ""))
                : Optional.empty();
    }

    /** The last line of the log of a build that failed. */
    String failure() {
        List<StepResult.Failed> failures = failures();
        if (failures.isEmpty()) {
            return "the " + what + " " + environment.name() + " ended as " + release.outcome();
        }
        StepResult.Failed first = failures.get(0);
        StepResult.Failed last = failures.get(failures.size() - 1);
        return switch (release.outcome()) {
            case ROLLED_BACK ->
                "the " + what + " " + environment.name() + " was taken back: " + first.summary() + "; " + liveWords()
                        + "; " + first.remedy();
            case ABORTED_SAFE ->
                "the " + what + " " + environment.name() + " stopped: " + first.summary() + "; "
                        + (isPutAway(first) ? liveWords() : stopped(first)) + "; " + first.remedy();
            default ->
                "the " + what + " " + environment.name() + " stopped: "
                        + failures.stream()
                                .map(StepResult.Failed::summary)
                                .distinct()
                                .collect(Collectors.joining("; then "))
                        + "; " + stopped(last) + "; " + last.remedy();
        };
    }

    /** Whether what was staged by then was put away afterwards: what the failure says was live before that. */
    private boolean isPutAway(StepResult.Failed failure) {
        StepResult last = release.steps().get(release.steps().size() - 1).result();
        return last != failure && !(last instanceof StepResult.Failed);
    }

    private String stopped(StepResult.Failed failure) {
        return Stream.of(Optional.of("live now: " + failure.liveNow()), site(), migrations())
                .flatMap(Optional::stream)
                .collect(Collectors.joining("; "));
    }

    private List<StepResult.Failed> failures() {
        return release.steps().stream()
                .map(ReleaseResult.Ran::result)
                .filter(StepResult.Failed.class::isInstance)
                .map(StepResult.Failed.class::cast)
                .toList();
    }

    private String liveWords() {
        return "live now: " + facts().stream().map(Fact::value).collect(Collectors.joining("; "));
    }

    private Optional<String> live() {
        Progress progress = release.progress();
        return progress.serving() ? progress.version() : progress.anchor();
    }

    /** A step of the site that fails says itself what users meet, and may know better than what was seen before it. */
    private Optional<String> site() {
        boolean told = release.steps().stream()
                .anyMatch(step -> step.result() instanceof StepResult.Failed && SITE.contains(step.id()));
        return told ? Optional.empty() : LiveSite.lastSeen(release.progress());
    }

    private Optional<String> migrations() {
        List<String> applied = release.progress().migrations();
        return switch (applied.size()) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(applied.get(0) + " stays applied");
            default ->
                Optional.of(applied.size() + " migrations stay applied: " + applied.get(0) + " to "
                        + applied.get(applied.size() - 1));
        };
    }
}
