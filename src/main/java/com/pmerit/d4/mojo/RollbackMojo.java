package com.pmerit.d4.mojo;

import com.pmerit.d4.contract.Contract;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.release.Heartbeat;
import com.pmerit.d4.release.ReleaseResult;
import com.pmerit.d4.report.Report;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.jspecify.annotations.Nullable;

/**
 * Goes back to an earlier version of an environment: the one that is named, or the last one that passed its smoke test. It is
 * staged without traffic and smoke-tested before users meet it, and smoke-tested again afterwards. Then the site that users met with
 * that version goes back as well, where one is known. Data stays as it is.
 */
@Mojo(name = "rollback", threadSafe = true)
public final class RollbackMojo extends D4Mojo {

    /** The id of the version to go back to, or the beginning of it; by default the last one that a release proved. */
    @Parameter(property = "d4.version")
    private @Nullable String version;

    /** Goes back with the Worker alone and leaves the site as it is. */
    @Parameter(property = "d4.leaveSite", defaultValue = "false")
    private boolean leaveSite;

    /** Seconds that the lock of another run is waited for, 0 for not at all; a lock that nobody renews runs out after 120. */
    @Parameter(property = "d4.lockWait", defaultValue = "150")
    private int lockWait;

    /** Skips the rollback. */
    @Parameter(property = "d4.rollback.skip", defaultValue = "false")
    private boolean skipRollback;

    /** Maven hands over its own components. */
    @Inject
    public RollbackMojo(SettingsDecrypter decrypter) {
        super(decrypter);
    }

    @Override
    Optional<String> skippedBy() {
        return skipRollback ? Optional.of("d4.rollback.skip") : Optional.empty();
    }

    @Override
    void run() throws MojoExecutionException, MojoFailureException, InterruptedException, IOException {
        if (lockWait < 0) {
            throw new MojoFailureException("-Dd4.lockWait=" + lockWait + ": write a number of seconds from 0");
        }
        Contract contract = contract();
        Environment environment = environment(contract)
                .orElseThrow(() -> new MojoFailureException("nothing says which environment is to go back."
                        + System.lineSeparator() + "  Name it: mvn d4:rollback -Dd4.environment="
                        + contract.environments().get(0).name()));
        try (Cloud cloud = cloud(contract);
                Stop stop = new Stop(Runtime.getRuntime())) {
            Workbench bench = workbench(contract, cloud.secretValues());
            GoalRun goal = new GoalRun(goal(), bench, Optional.of(environment), isSandbox());
            Target target = cloud.target(contract, environment);
            RollbackRun run = new RollbackRun(
                    bench,
                    leaveSite ? target.leavingSite() : target,
                    Optional.ofNullable(version).map(String::strip).filter(wish -> !wish.isEmpty()),
                    stop,
                    Duration.ofSeconds(lockWait),
                    line -> getLog().info(cloud.masked(line)),
                    this::begins);
            DeployRun.Ended ended = DeployRun.Ended.before(kept(run));
            Report report = goal.deployed(ended, cloud.smokes());
            publisher(cloud::masked).publish(report, report, goal.failure(ended));
        }
    }

    private static ReleaseResult kept(RollbackRun run) throws InterruptedException {
        Optional<Heartbeat> heartbeat = run.heartbeat();
        try {
            return run.run();
        } finally {
            heartbeat.ifPresent(Heartbeat::close);
        }
    }
}
