package com.pmerit.d4.mojo;

import com.pmerit.d4.contract.Contract;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.release.Heartbeat;
import com.pmerit.d4.release.PlanFile;
import com.pmerit.d4.release.Recovery;
import com.pmerit.d4.report.Report;
import java.io.File;
import java.io.IOException;
import java.time.Duration;
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
 * Releases the project to one environment: migrations, Worker, triggers, site, tag, with a smoke test before and after users
 * meet it. Runs the checklist first, unless it passed in this very build. Run again it changes nothing, and after an interruption
 * it goes on where the world is.
 */
@Mojo(name = "deploy", defaultPhase = LifecyclePhase.DEPLOY, threadSafe = true, inheritByDefault = false)
public final class DeployMojo extends D4Mojo {

    /** Skips the release. */
    @Parameter(property = "d4.deploy.skip", defaultValue = "false")
    private boolean skipDeploy;

    /** The plan that d4:plan wrote and that is to be applied exactly: a release refuses when anything has moved since. */
    @Parameter(property = "d4.plan")
    private @Nullable File plan;

    /** What to do with a release that was left unfinished: {@code finish} brings it to its end, {@code back} takes it back. */
    @Parameter(property = "d4.recover")
    private @Nullable String recover;

    /** Seconds that the lock of another run is waited for, 0 for not at all; a lock that nobody renews runs out after 120. */
    @Parameter(property = "d4.lockWait", defaultValue = "150")
    private int lockWait;

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
    boolean knowsOverrides() {
        return true;
    }

    @Override
    void run() throws MojoExecutionException, MojoFailureException, InterruptedException, IOException {
        Contract contract = contract();
        Environment environment = environment(contract)
                .orElseThrow(() -> new MojoFailureException("nothing says where to release to." + System.lineSeparator()
                        + "  Name the environment: mvn deploy -Dd4.environment="
                        + contract.environments().get(0).name() + ", or a profile that sets d4.environment."));
        try (Cloud cloud = cloud(contract);
                Stop stop = new Stop(Runtime.getRuntime())) {
            Optional<Checked> checked = Checked.recall(context(), environment.name());
            Target fresh = cloud.target(contract, environment);
            Target target =
                    checked.map(earlier -> fresh.judgedBy(earlier.judged())).orElse(fresh);
            Workbench bench = checked.isPresent() ? checked.get().bench() : workbench(contract, cloud.secretValues());
            GoalRun goal = new GoalRun(goal(), bench, Optional.of(environment), isSandbox());
            DeployRun run = new DeployRun(bench, target, wishes(goal, cloud, stop), this::begins);
            DeployRun.Ended ended = kept(
                    run, () -> checked.isPresent() ? checked.get().result() : goal.check(Sop.checklist(bench, target)));
            Report report = goal.deployed(ended, cloud.smokes());
            Report shown = checked.isPresent() ? GoalRun.withoutChecklist(report) : report;
            publisher(cloud::masked)
                    .with(goal.linted(execution().getVersion()))
                    .publish(report, shown, goal.failure(ended));
        }
    }

    private DeployRun.Wishes wishes(GoalRun goal, Cloud cloud, Stop stop) throws MojoFailureException {
        return new DeployRun.Wishes(
                wish(),
                Optional.ofNullable(plan).map(file -> new PlanFile(file.toPath())),
                stop,
                lockWait(),
                goal.sameCommand("deploy"),
                cloud::masked,
                line -> getLog().info(cloud.masked(line)));
    }

    private static DeployRun.Ended kept(DeployRun run, DeployRun.Checks checks)
            throws MojoFailureException, InterruptedException {
        Optional<Heartbeat> heartbeat = run.heartbeat();
        try {
            return run.run(checks);
        } finally {
            heartbeat.ifPresent(Heartbeat::close);
        }
    }

    private Recovery.Wish wish() throws MojoFailureException {
        String wished = Optional.ofNullable(recover).map(String::strip).orElse("");
        return switch (wished) {
            case "" -> Recovery.Wish.NONE;
            case "finish" -> Recovery.Wish.FINISH;
            case "back" -> Recovery.Wish.BACK;
            default -> throw new MojoFailureException("-Dd4.recover=" + wished + ": write finish or back");
        };
    }

    private Duration lockWait() throws MojoFailureException {
        if (lockWait < 0) {
            throw new MojoFailureException("-Dd4.lockWait=" + lockWait + ": write a number of seconds from 0");
        }
        return Duration.ofSeconds(lockWait);
    }
}
