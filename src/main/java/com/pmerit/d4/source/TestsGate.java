package com.pmerit.d4.source;

import com.pmerit.d4.gate.Gate;
import com.pmerit.d4.gate.Verdict;
import com.pmerit.d4.tool.Processes;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code tests}: the tests of every npm package were run, there were some, and all of them passed. */
public final class TestsGate implements Gate {
    private final List<TestPlan> plans;
    private final PackageTests tests;

    /** Tests the packages of the plans side by side. */
    public TestsGate(List<TestPlan> plans, NpmInstall install, Processes processes) {
        this.plans = List.copyOf(plans);
        this.tests = new PackageTests(install, processes);
    }

    @Override
    public String id() {
        return "tests";
    }

    @Override
    public String title() {
        return "All tests pass";
    }

    @Override
    public Verdict check() throws InterruptedException {
        if (plans.isEmpty()) {
            return new Verdict.Failed(
                    "there is no npm package, so no test was executed",
                    "put a package.json with a test:run script into the Worker's directory");
        }
        Findings findings = Findings.of(plans.stream()
                .<Callable<Finding>>map(plan -> () -> tests.look(plan))
                .toList());
        Optional<Verdict.Failed> failure = findings.failure();
        if (failure.isPresent()) {
            return failure.get();
        }
        return new Verdict.Passed(
                Plural.of(findings.measured(), "test") + " in " + Plural.of(plans.size(), "package"), findings.lines());
    }
}
