package com.pmerit.d4.mojo;

import com.pmerit.d4.contract.Contract;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.release.Heartbeat;
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

/**
 * Applies the pending migrations to one environment without a release: under its lock, on record, each file as one transaction
 * and read back, then the smoke test of the version that is live, which must live well with the new schema. Gates stand before
 * it: files without errors, a clean tree, a commit that descends from what is live, a rehearsal that loses no rows, and the
 * environment before, which must have every migration and be healthy with it. Run again it goes on where it was cut off; the next
 * release finds nothing pending. Data is never taken back.
 */
@Mojo(name = "migrate", threadSafe = true)
public final class MigrateMojo extends D4Mojo {

    /** Skips the migrations of this goal. */
    @Parameter(property = "d4.migrate.skip", defaultValue = "false")
    private boolean skipMigrate;

    /** Looks at the gates and says what would be applied, and writes nothing. */
    @Parameter(property = "d4.dryRun", defaultValue = "false")
    private boolean dryRun;

    /** Seconds that the lock of another run is waited for, 0 for not at all; a lock that nobody renews runs out after 120. */
    @Parameter(property = "d4.lockWait", defaultValue = "150")
    private int lockWait;

    /** Maven hands over its own components. */
    @Inject
    public MigrateMojo(SettingsDecrypter decrypter) {
        super(decrypter);
    }

    @Override
    Optional<String> skippedBy() {
        return skipMigrate ? Optional.of("d4.migrate.skip") : Optional.empty();
    }

    @Override
    boolean knowsOverrides() {
        return true;
    }

    @Override
    void run() throws MojoExecutionException, MojoFailureException, InterruptedException, IOException {
        if (lockWait < 0) {
            throw new MojoFailureException("-Dd4.lockWait=" + lockWait + ": write a number of seconds from 0");
        }
        Contract contract = contract();
        Environment environment = namedEnvironment(contract);
        if (environment.databases().isEmpty()) {
            throw new MojoFailureException(environment.name() + " binds no database: there is nothing to migrate");
        }
        try (Cloud cloud = cloud(contract);
                Stop stop = new Stop(Runtime.getRuntime())) {
            Workbench bench = workbench(contract, cloud.secretValues());
            Target target = cloud.target(contract, environment);
            GoalRun goal = new GoalRun(goal(), bench, Optional.of(environment), isSandbox());
            MigrateRun run = new MigrateRun(
                    bench,
                    target,
                    new MigrateRun.Wishes(
                            dryRun, stop, Duration.ofSeconds(lockWait), line -> getLog().info(cloud.masked(line))),
                    this::begins);
            DeployRun.Ended ended = kept(run, () -> goal.check(Procedures.migrationChecklist(bench, target)));
            Report report = goal.deployed(ended, cloud.smokes());
            publisher(cloud::masked)
                    .with(goal.linted(execution().getVersion()))
                    .publish(report, report, goal.failure(ended));
        }
    }

    private static DeployRun.Ended kept(MigrateRun run, DeployRun.Checks checks)
            throws InterruptedException, MojoFailureException {
        Optional<Heartbeat> heartbeat = run.heartbeat();
        try {
            return run.run(checks);
        } finally {
            heartbeat.ifPresent(Heartbeat::close);
        }
    }
}
