package com.pmerit.d4.mojo;

import com.pmerit.d4.gate.Checklist;
import com.pmerit.d4.gate.ChecklistResult;
import com.pmerit.d4.gate.GateResult;
import com.pmerit.d4.release.Forecast;
import com.pmerit.d4.release.PlanFile;
import com.pmerit.d4.release.PlanGate;
import com.pmerit.d4.release.Planner;
import com.pmerit.d4.release.Planning;
import com.pmerit.d4.worker.Bundling;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Makes the plan of a release to one environment. */
final class Plans {
    private final Workbench bench;
    private final Target target;
    private final UnaryOperator<String> mask;

    /**
     * Takes what the plan is about.
     *
     * @param mask hides secrets in every text of the plan
     */
    Plans(Workbench bench, Target target, UnaryOperator<String> mask) {
        this.bench = bench;
        this.target = target;
        this.mask = mask;
    }

    /** Reads everything that a release would touch; writes nothing. */
    Planning make() throws InterruptedException {
        Bundling bundling = bench.bundles().bundle(target.environment());
        if (bundling instanceof Bundling.Impossible impossible) {
            return new Planning.Impossible(
                    List.of(new Forecast.Unknown(impossible.why(), impossible.details(), impossible.remedy())));
        }
        Planner.Scope scope = new Planner.Scope(
                target.environment().name(),
                target.environment().worker(),
                bench.commit(),
                ((Bundling.Made) bundling).digest().hex(),
                !target.environment().databases().isEmpty());
        return new Planner(scope, Outlooks.plan(bench, target), mask).make();
    }

    /**
     * A checklist that passed, with the plan as its last gate where one was given or none can be made: then a release that is
     * not the planned one ends as one that a gate refused, and nothing is written.
     *
     * @param given the file of the plan that is to be applied exactly
     */
    static ChecklistResult gated(ChecklistResult passed, Planning now, Optional<PlanFile> given)
            throws InterruptedException {
        if (given.isEmpty() && now instanceof Planning.Made) {
            return passed;
        }
        List<GateResult> results = new ArrayList<>(passed.results());
        results.addAll(new Checklist(List.of(new PlanGate(now, given))).run().results());
        return new ChecklistResult(results);
    }
}
