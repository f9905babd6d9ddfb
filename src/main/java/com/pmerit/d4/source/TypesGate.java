package com.pmerit.d4.source;

import com.pmerit.d4.gate.Gate;
import com.pmerit.d4.gate.Verdict;
import com.pmerit.d4.tool.Processes;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code types}: the TypeScript of every npm package compiles, and there was some. */
public final class TypesGate implements Gate {
    private final List<TypesPlan> plans;
    private final PackageTypes types;

    /** Checks the packages of the plans side by side. */
    public TypesGate(List<TypesPlan> plans, NpmInstall install, Processes processes) {
        this.plans = List.copyOf(plans);
        this.types = new PackageTypes(install, processes);
    }

    @Override
    public String id() {
        return "types";
    }

    @Override
    public String title() {
        return "TypeScript compiles";
    }

    @Override
    public Verdict check() throws InterruptedException {
        if (plans.isEmpty()) {
            return new Verdict.Failed(
                    "there is no npm package, so nothing was compiled",
                    "put a package.json and a tsconfig.json into the Worker's directory");
        }
        if (plans.stream().noneMatch(TypesPlan::typed)) {
            return new Verdict.Skipped("every package is declared to be plain JavaScript");
        }
        Findings findings = Findings.of(plans.stream()
                .<Callable<Finding>>map(plan -> () -> types.look(plan))
                .toList());
        Optional<Verdict.Failed> failure = findings.failure();
        return failure.isPresent()
                ? failure.get()
                : new Verdict.Passed(
                        Plural.of(findings.good().size(), "package") + " without type errors", findings.lines());
    }
}
