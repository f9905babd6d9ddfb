package com.pmerit.d4.mojo;

import com.pmerit.d4.database.MigrationsGate;
import com.pmerit.d4.database.lint.LintGate;
import com.pmerit.d4.database.rehearsal.RehearsalGate;
import com.pmerit.d4.gate.Gate;
import com.pmerit.d4.source.AncestryGate;
import com.pmerit.d4.source.CleanTreeGate;

/** The gates that more than one checklist of an environment asks. */
final class CommonGates {
    private final Workbench bench;
    private final Target target;

    CommonGates(Workbench bench, Target target) {
        this.bench = bench;
        this.target = target;
    }

    Gate lint() {
        return new LintGate(bench.linter(), bench.bindsDatabases(), target.isLast());
    }

    Gate cleanTree() {
        return new CleanTreeGate(bench.tree());
    }

    Gate ancestry() {
        return new AncestryGate(
                bench.git(),
                target.environment().name(),
                target.before().isPresent(),
                () -> LiveCommits.of(
                        target.live().remembered(target.environment().worker())));
    }

    Gate migrations() {
        return new MigrationsGate(target.environment(), target.before(), target.account());
    }

    Gate rehearsal() {
        return new RehearsalGate(target.environment(), target.account(), bench.rehearsals());
    }
}
