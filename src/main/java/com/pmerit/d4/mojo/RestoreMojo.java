package com.pmerit.d4.mojo;

import com.pmerit.d4.contract.Contract;
import com.pmerit.d4.contract.Database;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.database.backup.RestoreWish;
import com.pmerit.d4.release.ReleaseResult;
import com.pmerit.d4.report.Report;
import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.jspecify.annotations.Nullable;

/**
 * Takes a database back to an earlier state: by a bookmark of Time Travel or a time, or from a dump of d4:backup. Shows first
 * what is lost by it, and does nothing until {@code d4.confirm} names the database. Under the lock of the release; read back
 * afterwards.
 */
@Mojo(name = "restore", threadSafe = true)
public final class RestoreMojo extends D4Mojo {

    /** Skips the restore. */
    @Parameter(property = "d4.restore.skip", defaultValue = "false")
    private boolean skipRestore;

    /** The bookmark to go back to, or a time such as {@code 2026-02-17T10:00:00Z}. */
    @Parameter(property = "d4.bookmark")
    private @Nullable String bookmark;

    /** The directory of a backup to restore from. */
    @Parameter(property = "d4.dump")
    private @Nullable File dump;

    /** The binding or the name of the database, where the environment has several. */
    @Parameter(property = "d4.database")
    private @Nullable String database;

    /** The name of the database that is to be restored, typed by somebody who has seen what is lost by it. */
    @Parameter(property = "d4.confirm")
    private @Nullable String confirm;

    /** Seconds that the lock of another run is waited for, 0 for not at all; a lock that nobody renews runs out after 120. */
    @Parameter(property = "d4.lockWait", defaultValue = "150")
    private int lockWait;

    /** Maven hands over its own components. */
    @Inject
    public RestoreMojo(SettingsDecrypter decrypter) {
        super(decrypter);
    }

    @Override
    Optional<String> skippedBy() {
        return skipRestore ? Optional.of("d4.restore.skip") : Optional.empty();
    }

    @Override
    void run() throws MojoExecutionException, MojoFailureException, InterruptedException, IOException {
        if (lockWait < 0) {
            throw new MojoFailureException("-Dd4.lockWait=" + lockWait + ": write a number of seconds from 0");
        }
        Optional<String> mark = text(bookmark);
        Optional<File> directory = Optional.ofNullable(dump);
        RestoreWish wish = RestoreRun.wish(mark, directory.map(File::toPath));
        Contract contract = contract();
        Environment environment = namedEnvironment(contract);
        Map.Entry<String, Database> chosen = RestoreRun.chosen(environment, text(database));
        try (Cloud cloud = cloud(contract);
                Stop stop = new Stop(Runtime.getRuntime())) {
            Workbench bench = workbench(contract, cloud.secretValues());
            GoalRun goal = new GoalRun(goal(), bench, Optional.of(environment), isSandbox());
            String command = goal.sameCommand(goal())
                    + (environment.databases().size() > 1 ? " -Dd4.database=" + chosen.getKey() : "");
            RestoreRun run = new RestoreRun(
                    bench,
                    cloud.target(contract, environment),
                    new RestoreRun.Order(chosen.getValue(), wish, text(confirm), command),
                    stop,
                    Duration.ofSeconds(lockWait),
                    line -> getLog().info(cloud.masked(line)));
            ReleaseResult restored = run.run();
            Report report = goal.stepped(command + " " + wish.option(), restored);
            publisher(cloud::masked).publish(report, report, GoalRun.failure(restored));
        }
    }

    private static Optional<String> text(@Nullable String value) {
        return Optional.ofNullable(value).map(String::strip).filter(text -> !text.isEmpty());
    }
}
