package com.pmerit.d4.mojo;

import com.pmerit.d4.contract.Contract;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.gate.ChecklistResult;
import com.pmerit.d4.gate.GateResult;
import com.pmerit.d4.gate.Verdict;
import com.pmerit.d4.report.Report;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.crypto.SettingsDecrypter;

/**
 * Runs the checklist: every gate is looked at and reported, and one that fails fails the build. Without an environment its
 * local half only, which needs no account: lint, tests, types and a clean tree; so too with Maven's {@code -o}, which says what it
 * did not look at.
 */
@Mojo(name = "check", defaultPhase = LifecyclePhase.VERIFY, threadSafe = true)
public final class CheckMojo extends D4Mojo {

    /** Skips the checklist. */
    @Parameter(property = "d4.check.skip", defaultValue = "false")
    private boolean skipCheck;

    /** Maven hands over its own components. */
    @Inject
    public CheckMojo(SettingsDecrypter decrypter) {
        super(decrypter);
    }

    @Override
    Optional<String> skippedBy() {
        return skipCheck ? Optional.of("d4.check.skip") : Optional.empty();
    }

    @Override
    boolean knowsOverrides() {
        return true;
    }

    @Override
    void run() throws MojoExecutionException, MojoFailureException, InterruptedException, IOException {
        Contract contract = contract();
        Optional<Environment> environment = environment(contract);
        if (environment.isEmpty() || isCutOff()) {
            GoalRun goal = new GoalRun(goal(), workbench(contract, Set.of()), environment, isSandbox());
            ChecklistResult result = goal.check(
                    environment.isEmpty() ? Sop.localChecklist(goal.bench()) : Sop.offlineChecklist(goal.bench()));
            environment.ifPresent(each -> warnOfWhatWasNotAsked(each, result));
            Report report = goal.checked(result, List.of());
            publisher(redactor(contract)::mask)
                    .with(goal.linted(execution().getVersion()))
                    .publish(report, report, GoalRun.failure(result));
            return;
        }
        try (Cloud cloud = cloud(contract)) {
            GoalRun goal = new GoalRun(goal(), workbench(contract, cloud.secretValues()), environment, isSandbox());
            Target target = cloud.target(contract, environment.get());
            ChecklistResult result = goal.check(Sop.checklist(goal.bench(), target));
            new Checked(environment.get().name(), result, goal.bench(), target.live()).remember(context());
            Report report = goal.checked(result, cloud.smokes());
            publisher(cloud::masked)
                    .with(goal.linted(execution().getVersion()))
                    .publish(report, report, GoalRun.failure(result));
        }
    }

    private void warnOfWhatWasNotAsked(Environment environment, ChecklistResult result) {
        getLog().warn("Maven is offline (-o): this says nothing of " + environment.name() + ". Not looked at: "
                + result.results().stream()
                        .filter(gate -> gate.verdict() instanceof Verdict.Skipped)
                        .map(GateResult::id)
                        .collect(Collectors.joining(", ")));
    }
}
