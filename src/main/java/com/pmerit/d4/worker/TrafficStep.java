package com.pmerit.d4.worker;

import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.cloudflare.Waiting;
import com.pmerit.d4.cloudflare.WriteGuard;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.contract.TrafficPortion;
import com.pmerit.d4.release.Phase;
import com.pmerit.d4.release.Progress;
import com.pmerit.d4.release.Step;
import com.pmerit.d4.release.StepResult;
import com.pmerit.d4.release.StepResult.Aftermath;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Gives the new version the portions of the traffic that the contract states, each for a while and then smoke-tested. */
public final class TrafficStep implements Step {
    /** Often enough for a lock that lasts 120 s. */
    private static final Duration SLICE = Duration.ofSeconds(20);

    private final Environment environment;
    private final Traffic traffic;
    private final Waiting waiting;
    private final WriteGuard guard;
    private final Step smoke;
    private final Consumer<String> howFar;

    /**
     * Prepares the portions.
     *
     * @param message what stands beside the deployments in Cloudflare's lists
     * @param waiting the time in which a portion soaks
     * @param guard is asked every 20 s of it, so that a lock is kept; its objection ends the release
     * @param smoke asks the new version after each soak
     * @param howFar is told what is left of a soak
     */
    public TrafficStep(
            Environment environment,
            AccountApi account,
            String message,
            Waiting waiting,
            WriteGuard guard,
            Step smoke,
            Consumer<String> howFar) {
        this.environment = environment;
        this.traffic = new Traffic(environment, account, message);
        this.waiting = waiting;
        this.guard = guard;
        this.smoke = smoke;
        this.howFar = howFar;
    }

    @Override
    public String id() {
        return "traffic";
    }

    @Override
    public String title() {
        return "Shift the first parts of the traffic";
    }

    @Override
    public Optional<Phase> phase() {
        return environment.traffic().isEmpty() ? Optional.empty() : Optional.of(Phase.SHIFTING);
    }

    @Override
    public StepResult run(Progress progress) throws InterruptedException {
        if (environment.traffic().isEmpty()) {
            return new StepResult.NotNeeded("all traffic is shifted at once; the POM states no <traffic>");
        }
        if (progress.serving()) {
            return new StepResult.AlreadyDone("its version takes all traffic already", progress);
        }
        return new Walk(Way.of(progress, environment.traffic()), progress).through();
    }

    /** One run with what was done so far. */
    private final class Walk {
        private final Way way;
        private final List<String> passed = new ArrayList<>();
        private Progress progress;
        private boolean wrote;

        Walk(Way way, Progress progress) {
            this.way = way;
            this.progress = progress;
        }

        StepResult through() throws InterruptedException {
            for (TrafficPortion portion : way.portions()) {
                Optional<StepResult.Failed> failed = pass(portion);
                if (failed.isPresent()) {
                    return failed.get();
                }
            }
            String all = passed.isEmpty() ? "every part was passed before" : "passed " + String.join(", ", passed);
            return wrote ? new StepResult.Done(all, progress) : new StepResult.AlreadyDone(all, progress);
        }

        private Optional<StepResult.Failed> pass(TrafficPortion portion) throws InterruptedException {
            int percent = portion.percent();
            Shift shift = traffic.to(
                    Shares.between(way.anchor(), way.version(), percent),
                    now -> way.isOnIt(now) && now.of(way.version()) >= percent,
                    head -> way.isNotBegun(Shares.of(head)) || way.isOnIt(Shares.of(head)));
            if (shift instanceof Shift.Stood stood && stood.head().of(way.version()) > percent) {
                return Optional.empty();
            }
            wrote |= shift instanceof Shift.Made;
            if (shift instanceof Shift.Foreign foreign) {
                return Optional.of(traffic.told(foreign, "shifted " + percent + " % of its traffic"));
            }
            if (shift instanceof Shift.Broken broken) {
                return Optional.of(
                        traffic.told(broken, "users meet both versions, or the old one", Aftermath.TAKE_BACK));
            }
            if (shift instanceof Shift.Unseen) {
                return Optional.of(Traffic.unseen());
            }
            progress = progress.nowStaged();
            Optional<StepResult.Failed> lost = soak(portion);
            return lost.isPresent() ? lost : ask(portion);
        }

        private Optional<StepResult.Failed> soak(TrafficPortion portion) throws InterruptedException {
            Duration left = portion.soak();
            while (!left.isZero()) {
                howFar.accept(portion.percent() + " % of the traffic, " + left.toSeconds() + " s of its soak left");
                Duration slice = left.compareTo(SLICE) < 0 ? left : SLICE;
                waiting.sleeper().sleep(slice);
                left = left.minus(slice);
                Optional<String> objection = guard.objection();
                if (objection.isPresent()) {
                    return Optional.of(new StepResult.Failed(
                            "the release stops at " + portion.percent() + " % of the traffic: " + objection.get(),
                            List.of(),
                            live(portion),
                            "run the same command again: it looks first and goes on from there",
                            Aftermath.HUMAN));
                }
            }
            return Optional.empty();
        }

        private Optional<StepResult.Failed> ask(TrafficPortion portion) throws InterruptedException {
            StepResult result = smoke.run(progress);
            if (result instanceof StepResult.Failed failed) {
                return Optional.of(new StepResult.Failed(
                        "at " + portion.percent() + " % of the traffic: " + failed.summary(),
                        failed.details(),
                        live(portion),
                        failed.remedy(),
                        failed.aftermath() == Aftermath.OVER ? Aftermath.OVER : Aftermath.TAKE_BACK));
            }
            if (result instanceof StepResult.AlreadyDone asked) {
                progress = asked.progress();
            }
            passed.add(portion.percent() + " % for " + portion.soak());
            return Optional.empty();
        }

        private String live(TrafficPortion portion) {
            return "live is "
                    + Shares.between(way.anchor(), way.version(), portion.percent())
                            .shown();
        }
    }
}
