package com.pmerit.d4.mojo;

import com.pmerit.d4.gate.Checklist;
import com.pmerit.d4.gate.ChecklistResult;
import com.pmerit.d4.gate.Gate;
import com.pmerit.d4.release.PlanFile;
import com.pmerit.d4.release.Recovery;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.maven.plugin.MojoFailureException;

/** A run of d4:deploy as a person would start it, without the gates that run npm and git status and ask the account nothing. */
final class Deploying {
    private static final Set<String> LOCAL = Set.of("lint", "tests", "types", "clean-tree");

    private Deploying() {}

    static DeployRun.Ended deploy(Workbench bench, Target target) throws InterruptedException {
        return deploy(bench, target, Recovery.Wish.NONE, Optional.empty());
    }

    static DeployRun.Ended deploy(Workbench bench, Target target, Recovery.Wish recover, Optional<PlanFile> plan)
            throws InterruptedException {
        DeployRun.Wishes wishes = new DeployRun.Wishes(
                recover,
                plan,
                Optional::empty,
                Duration.ofSeconds(150),
                "mvn deploy -P" + target.environment().name(),
                UnaryOperator.identity(),
                line -> {});
        try {
            return new DeployRun(bench, target, wishes, step -> {}).run(() -> check(bench, target));
        } catch (MojoFailureException unusable) {
            throw new AssertionError("these checks override nothing", unusable);
        }
    }

    static ChecklistResult check(Workbench bench, Target target) throws InterruptedException {
        List<Gate> gates = Sop.checklist(bench, target).stream()
                .filter(gate -> !LOCAL.contains(gate.id()))
                .toList();
        return new Checklist(gates).run();
    }
}
