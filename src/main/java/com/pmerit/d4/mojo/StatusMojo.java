package com.pmerit.d4.mojo;

import com.pmerit.d4.contract.Contract;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.report.EnvironmentStatus;
import com.pmerit.d4.report.ReportFiles;
import com.pmerit.d4.report.StatusConsole;
import com.pmerit.d4.report.StatusReport;
import com.pmerit.d4.report.Subject;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.crypto.SettingsDecrypter;

/**
 * Shows what is live where, on one screen and in {@code target/d4/status.json}: all environments of the POM, or the one that
 * is named. Only reads. It is a look and no gate: an environment that cannot be read is shown as such beside the others, and
 * the build fails only when none could be read.
 */
@Mojo(name = "status", threadSafe = true)
public final class StatusMojo extends D4Mojo {
    private static final int COLUMNS = 100;

    /** Skips the look at what is live. */
    @Parameter(property = "d4.status.skip", defaultValue = "false")
    private boolean skipStatus;

    /** Maven hands over its own components. */
    @Inject
    public StatusMojo(SettingsDecrypter decrypter) {
        super(decrypter);
    }

    @Override
    Optional<String> skippedBy() {
        return skipStatus ? Optional.of("d4.status.skip") : Optional.empty();
    }

    @Override
    void run() throws MojoExecutionException, MojoFailureException, InterruptedException, IOException {
        Contract contract = contract();
        Optional<Environment> named = environment(contract);
        List<Environment> environments = named.map(List::of).orElse(contract.environments());
        try (Cloud cloud = cloud(contract)) {
            Workbench bench = workbench(contract, cloud.secretValues());
            List<EnvironmentStatus> read =
                    new StatusReader(cloud.account(), bench.git(), contract.site()).read(environments);
            Subject subject =
                    new Subject(goal(), bench.projectName(), named.map(Environment::name), isSandbox(), bench.commit());
            publish(new StatusReport(subject, Instant.now(), read), cloud);
        }
    }

    private void publish(StatusReport report, Cloud cloud) throws MojoFailureException, IOException {
        boolean fails = report.environments().stream().noneMatch(EnvironmentStatus::isReadable);
        new Showing(getLog()).tell(new StatusConsole(COLUMNS, cloud::masked).lines(report), fails);
        new ReportFiles(project().getBasedir().toPath().resolve("target/d4"), cloud::masked).write(report);
        if (fails) {
            throw new MojoFailureException(
                    cloud.masked("no environment could be read; why stands above and in " + ReportFiles.STATUS));
        }
    }
}
