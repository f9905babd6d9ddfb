package com.pmerit.d4.mojo;

import com.pmerit.d4.release.Forecast;
import com.pmerit.d4.release.Planner;
import com.pmerit.d4.release.Planning;
import com.pmerit.d4.worker.Bundling;
import java.util.List;
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
        return new Planner(scope, Sop.plan(bench, target), mask).make();
    }
}
