package com.pmerit.d4.mojo;

import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.contract.Contract;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.report.HistoryConsole;
import com.pmerit.d4.report.HistoryReport;
import com.pmerit.d4.report.ReportFiles;
import com.pmerit.d4.report.Subject;
import java.io.IOException;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.crypto.SettingsDecrypter;

/**
 * Shows what happened to one environment, on one screen and in {@code target/d4/history.json}: Cloudflare's own deployments,
 * of which it lists the last ten, joined with d4's ledger, which reaches back further. Only reads.
 */
@Mojo(name = "history", threadSafe = true)
public final class HistoryMojo extends D4Mojo {
    private static final int COLUMNS = 100;
    private static final int MOST_ROWS = 500;

    /** How many entries are told at most, from 1 to 500. */
    @Parameter(property = "d4.history", defaultValue = "30")
    private int history;

    /** Skips the history. */
    @Parameter(property = "d4.history.skip", defaultValue = "false")
    private boolean skipHistory;

    /** Maven hands over its own components. */
    @Inject
    public HistoryMojo(SettingsDecrypter decrypter) {
        super(decrypter);
    }

    @Override
    Optional<String> skippedBy() {
        return skipHistory ? Optional.of("d4.history.skip") : Optional.empty();
    }

    @Override
    void run() throws MojoExecutionException, MojoFailureException, InterruptedException, IOException {
        if (history < 1 || history > MOST_ROWS) {
            throw new MojoFailureException(
                    "-Dd4.history=" + history + ": write a number of entries from 1 to " + MOST_ROWS);
        }
        Contract contract = contract();
        Environment environment = namedEnvironment(contract);
        try (Cloud cloud = cloud(contract)) {
            Workbench bench = workbench(contract, cloud.secretValues());
            Subject subject = new Subject(
                    goal(), bench.projectName(), Optional.of(environment.name()), isSandbox(), bench.commit());
            ApiResult<HistoryReport> read = new HistoryReader(cloud.account()).read(subject, environment, history);
            if (read instanceof ApiResult.Failed<HistoryReport> failed) {
                throw new MojoFailureException(cloud.masked("the history of " + environment.name() + " cannot be read: "
                        + failed.reason().message()));
            }
            HistoryReport report = read.orElseThrow();
            new HistoryConsole(COLUMNS, cloud::masked).lines(report).forEach(getLog()::info);
            new ReportFiles(project().getBasedir().toPath().resolve("target/d4"), cloud::masked).write(report);
        }
    }
}
