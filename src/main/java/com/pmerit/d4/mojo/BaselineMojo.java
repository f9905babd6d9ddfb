package com.pmerit.d4.mojo;

import com.pmerit.d4.audit.WantedSchema;
import com.pmerit.d4.contract.Contract;
import com.pmerit.d4.contract.Database;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.report.BaselineConsole;
import com.pmerit.d4.report.BaselineReport;
import com.pmerit.d4.report.ReportFiles;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.jspecify.annotations.Nullable;

/**
 * Proves for each migration file that a database does not list whether it is in effect there, and with {@code d4.apply} lists
 * those that are: under the lock, in wrangler's order, in one transaction that fails when the database has changed since. Without
 * it nothing is written. Files of which the schema cannot tell are recorded only when a person names them in
 * {@code d4.attest}, and stand as attested in d4's ledger. Ends with the replay: what remains, on a copy of the database,
 * against the schema that all files end in.
 *
 * <p>The build fails when it cannot look, when nothing may be recorded, and after a recording whose rest does not end in the
 * intended schema yet: what is proven is recorded all the same, for it is true whatever the rest does.
 */
@Mojo(name = "baseline", threadSafe = true)
public final class BaselineMojo extends D4Mojo {
    private static final int COLUMNS = 100;

    /** Skips the look at what no database lists, and its recording. */
    @Parameter(property = "d4.baseline.skip", defaultValue = "false")
    private boolean skipBaseline;

    /** Records what is proven or attested, instead of only showing it. */
    @Parameter(property = "d4.apply", defaultValue = "false")
    private boolean apply;

    /** The names of files, separated by commas, for which the person at the terminal vouches that they were applied. */
    @Parameter(property = "d4.attest")
    private @Nullable String attest;

    /** The binding or the name of the database, where the environment has several. */
    @Parameter(property = "d4.database")
    private @Nullable String database;

    /** Seconds that the lock of another run is waited for, 0 for not at all; a lock that nobody renews runs out after 120. */
    @Parameter(property = "d4.lockWait", defaultValue = "150")
    private int lockWait;

    /** Maven hands over its own components. */
    @Inject
    public BaselineMojo(SettingsDecrypter decrypter) {
        super(decrypter);
    }

    @Override
    Optional<String> skippedBy() {
        return skipBaseline ? Optional.of("d4.baseline.skip") : Optional.empty();
    }

    @Override
    void run() throws MojoExecutionException, MojoFailureException, InterruptedException, IOException {
        if (lockWait < 0) {
            throw new MojoFailureException("-Dd4.lockWait=" + lockWait + ": write a number of seconds from 0");
        }
        Contract contract = contract();
        Environment environment = namedEnvironment(contract);
        Map.Entry<String, Database> chosen = RestoreRun.chosen(
                environment, Optional.ofNullable(database).map(String::strip).filter(name -> !name.isEmpty()));
        try (Cloud cloud = cloud(contract);
                Stop stop = new Stop(Runtime.getRuntime())) {
            Workbench bench = workbench(contract, cloud.secretValues());
            GoalRun goal = new GoalRun(goal(), bench, Optional.of(environment), isSandbox());
            Instant readAt = Instant.now();
            BaselineRun.Ended ended = new BaselineRun(
                            bench,
                            cloud.target(contract, environment),
                            new BaselineRun.Order(chosen.getValue(), attested(attest), apply),
                            stop,
                            Duration.ofSeconds(lockWait),
                            line -> getLog().info(cloud.masked(line)),
                            this::begins)
                    .run();
            BaselineReport report = new BaselineFindings(
                            chosen.getKey(), chosen.getValue(), commands(goal, environment, chosen.getKey()))
                    .report(goal.subject(), readAt, ended);
            publish(report, cloud);
        }
    }

    private BaselineFindings.Commands commands(GoalRun goal, Environment environment, String binding) {
        String which = environment.databases().size() > 1 ? " -Dd4.database=" + binding : "";
        return new BaselineFindings.Commands(
                goal.sameCommand(goal()) + which,
                goal.sameCommand("d4:reconcile")
                        + which
                        + (environment.after().isPresent() ? "" : " -Dd4.from=" + WantedSchema.FILES));
    }

    private void publish(BaselineReport report, Cloud cloud) throws MojoFailureException, IOException {
        new BaselineConsole(COLUMNS, cloud::masked).lines(report).forEach(getLog()::info);
        new ReportFiles(project().getBasedir().toPath().resolve("target/d4"), cloud::masked).write(report);
        Optional<String> failure = failure(report, apply);
        if (failure.isPresent()) {
            throw new MojoFailureException(cloud.masked(failure.get()));
        }
    }

    /** What the build ends with when it is no success. */
    static Optional<String> failure(BaselineReport report, boolean apply) {
        if (report.failure().isPresent()) {
            return report.failure().map(failure -> failure.summary() + "; " + failure.remedy());
        }
        boolean ends = report.replay().filter(BaselineReport.Replay::holds).isPresent();
        return !apply || ends
                ? Optional.empty()
                : Optional.of((report.recorded() > 0 ? report.recorded() + " recorded, but " : "")
                        + report.replay().map(BaselineReport.Replay::words).orElse("nothing was found out"));
    }

    /** The names that somebody typed. */
    static Set<String> attested(@Nullable String typed) {
        return typed == null
                ? Set.of()
                : Arrays.stream(typed.split(","))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .collect(Collectors.toUnmodifiableSet());
    }
}
