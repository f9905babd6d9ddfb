package com.pmerit.d4.mojo;

import com.pmerit.d4.contract.Contract;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.release.ReleaseResult;
import com.pmerit.d4.report.Report;
import java.io.IOException;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.crypto.SettingsDecrypter;

/**
 * Backs the databases of one environment up: the bookmark of Time Travel, and a dump that was restored on this machine and
 * compared before it counts. Only reads from Cloudflare. A backup holds your users' data: only you can open its files.
 */
@Mojo(name = "backup", threadSafe = true)
public final class BackupMojo extends D4Mojo {

    /** Skips the backup. */
    @Parameter(property = "d4.backup.skip", defaultValue = "false")
    private boolean skipBackup;

    /** Maven hands over its own components. */
    @Inject
    public BackupMojo(SettingsDecrypter decrypter) {
        super(decrypter);
    }

    @Override
    Optional<String> skippedBy() {
        return skipBackup ? Optional.of("d4.backup.skip") : Optional.empty();
    }

    @Override
    void run() throws MojoExecutionException, MojoFailureException, InterruptedException, IOException {
        Contract contract = contract();
        Environment environment = namedEnvironment(contract);
        try (Cloud cloud = cloud(contract)) {
            Workbench bench = workbench(contract, cloud.secretValues());
            GoalRun goal = new GoalRun(goal(), bench, Optional.of(environment), isSandbox());
            ReleaseResult taken =
                    goal.release(Procedures.backup(bench, cloud.target(contract, environment)), this::begins);
            Report report = goal.stepped(goal.sameCommand(goal()), taken);
            publisher(cloud::masked).publish(report, report, GoalRun.failure(taken));
        }
    }
}
