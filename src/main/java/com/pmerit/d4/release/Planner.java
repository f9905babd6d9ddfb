package com.pmerit.d4.release;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;

/** Asks each concern for its part of a plan, side by side, and puts the parts together in the order of the list. */
public final class Planner {
    private final Scope scope;
    private final List<PlanPart> parts;
    private final UnaryOperator<String> mask;

    /**
     * What a plan is about.
     *
     * @param environment the environment's name in the POM
     * @param worker the script
     * @param commit the full id of the commit in hand; empty outside a repository
     * @param code the digest of the code in hand, in hexadecimal
     * @param lockable whether the environment has a database for a lock
     */
    public record Scope(String environment, String worker, Optional<String> commit, String code, boolean lockable) {}

    /**
     * Takes the parts in the order in which they are shown.
     *
     * @param mask hides secrets; every text is sent through it before the plan is made, so that its hash holds for what is
     *     shown and written
     * @throws IllegalArgumentException when there is no part: a plan of nothing would be idle always
     */
    public Planner(Scope scope, List<PlanPart> parts, UnaryOperator<String> mask) {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("a plan without parts looks at nothing");
        }
        this.scope = scope;
        this.parts = List.copyOf(parts);
        this.mask = mask;
    }

    /**
     * Makes the plan.
     *
     * @throws InterruptedException when the build is stopped; parts that still read are interrupted
     */
    public Planning make() throws InterruptedException {
        List<Forecast> forecasts = sideBySide();
        List<Forecast.Unknown> unknown = new ArrayList<>();
        List<Change> changes = new ArrayList<>();
        List<Observation> observed = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        for (Forecast forecast : forecasts) {
            if (forecast instanceof Forecast.Known known) {
                known.changes().forEach(change -> changes.add(masked(change)));
                known.observed().forEach(seen -> observed.add(masked(seen)));
                known.warnings().forEach(warning -> warnings.add(mask.apply(warning)));
            } else {
                unknown.add(masked((Forecast.Unknown) forecast));
            }
        }
        return unknown.isEmpty()
                ? new Planning.Made(new Plan(
                        scope.environment(),
                        scope.worker(),
                        scope.commit(),
                        scope.code(),
                        scope.lockable(),
                        changes,
                        observed,
                        warnings))
                : new Planning.Impossible(unknown);
    }

    private List<Forecast> sideBySide() throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(parts.size(), task -> {
            Thread thread = new Thread(task, "d4-plan");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<Forecast>> running = new ArrayList<>();
            for (PlanPart part : parts) {
                running.add(threads.submit(part::forecast));
            }
            List<Forecast> forecasts = new ArrayList<>();
            for (Future<Forecast> future : running) {
                forecasts.add(future.get());
            }
            return forecasts;
        } catch (ExecutionException broken) {
            throw new IllegalStateException("a part of the plan broke", broken.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private Change masked(Change change) {
        return new Change(
                mask.apply(change.subject()),
                mask.apply(change.name()),
                mask.apply(change.before()),
                mask.apply(change.after()));
    }

    private Observation masked(Observation seen) {
        return new Observation(mask.apply(seen.name()), mask.apply(seen.value()));
    }

    private Forecast.Unknown masked(Forecast.Unknown unknown) {
        return new Forecast.Unknown(
                mask.apply(unknown.why()), unknown.details().stream().map(mask).toList(), mask.apply(unknown.remedy()));
    }
}
