package com.pmerit.d4.mojo;

import com.pmerit.d4.contract.Contract;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.gate.ChecklistResult;
import com.pmerit.d4.release.PlanFile;
import com.pmerit.d4.release.Planning;
import com.pmerit.d4.release.ReleaseResult;
import com.pmerit.d4.release.StepResult;
import com.pmerit.d4.report.Report;
import java.io.File;
import java.io.IOException;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.jspecify.annotations.Nullable;

/**
 * Releases the project to one environment: migrations, Worker, triggers, smoke test, tag. Runs the checklist first, unless it
 * passed in this very build. Run again it changes nothing, and after an interruption it goes on where the world is.
 */
@Mojo(
        name = "deploy",
        defaultPhase = LifecyclePhase.DEPLOY,
        threadSafe = true,
        requiresOnline = true,
        inheritByDefault = false)
public final class DeployMojo extends D4Mojo {

    /** Skips the release. */
    @Parameter(property = "d4.deploy.skip", defaultValue = "false")
    private boolean skipDeploy;

    /** The plan that d4:plan wrote and that is to be applied exactly: a release refuses when anything has moved since. */
    @Parameter(property = "d4.plan")
    private @Nullable File plan;

    /** Maven hands over its own components. */
    @Inject
    public DeployMojo(SettingsDecrypter decrypter) {
        super(decrypter);
    }

    @Override
    Optional<String> skippedBy() {
        return skipDeploy ? Optional.of("d4.deploy.skip") : Optional.empty();
    }

    @Override
    void run() throws MojoExecutionException, MojoFailureException, InterruptedException, IOException {
        Contract contract = contract();
        Environment environment = environment(contract)
                .orElseThrow(() -> new MojoFailureException("nothing says where to release to." + System.lineSeparator()
                        + "  Name the environment: mvn deploy -Dd4.environment="
                        + contract.environments().get(0).name() + ", or a profile that sets d4.environment."));
        try (Cloud cloud = cloud(contract)) {
            Target target = cloud.target(contract, environment);
            Optional<Checked> checked = Checked.recall(context(), environment.name());
            Workbench bench = checked.isPresent() ? checked.get().bench() : workbench(contract, cloud.secretValues());
            GoalRun goal = new GoalRun(goal(), bench, Optional.of(environment), isSandbox());
            ChecklistResult checklist =
                    checked.isPresent() ? checked.get().result() : goal.check(Sop.checklist(bench, target));
            if (!checklist.passed()) {
                Report refused = goal.checked(checklist, cloud.smokes());
                publisher(cloud::masked).publish(refused, refused, GoalRun.failure(checklist));
                return;
            }
            Planning planning = new Plans(bench, target.afresh(), cloud::masked).make();
            ChecklistResult planned = Plans.gated(
                    checklist, planning, Optional.ofNullable(plan).map(file -> new PlanFile(file.toPath())));
            if (!planned.passed()) {
                Report refused = goal.checked(planned, cloud.smokes());
                publisher(cloud::masked).publish(refused, refused, GoalRun.failure(planned));
                return;
            }
            ReleaseResult release =
                    goal.release(Sop.release(bench, target), step -> getLog().debug("d4 step: " + step.id()));
            Report report = goal.released(checklist, release, cloud.smokes());
            Report shown = checked.isPresent() ? GoalRun.withoutChecklist(report) : report;
            publisher(cloud::masked).publish(report, shown, failure(environment, release));
        }
    }

    private static String failure(Environment environment, ReleaseResult release) {
        return release.steps().stream()
                .filter(step -> step.result() instanceof StepResult.Failed)
                .map(step -> ((StepResult.Failed) step.result()))
                .map(failed -> "the release to " + environment.name() + " stopped: " + failed.summary() + "; live now: "
                        + failed.liveNow() + "; " + failed.remedy())
                .findFirst()
                .orElse("the release to " + environment.name() + " ended as " + release.outcome());
    }
}
