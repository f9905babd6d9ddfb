package com.pmerit.d4.mojo;

import com.pmerit.d4.audit.MigrationsAudit;
import com.pmerit.d4.audit.MigrationsAuditor;
import com.pmerit.d4.contract.Contract;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.report.MigrationsConsole;
import com.pmerit.d4.report.MigrationsReport;
import com.pmerit.d4.report.ReportFiles;
import com.pmerit.d4.report.Subject;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.crypto.SettingsDecrypter;

/**
 * Shows how the migrations stand in the databases of all environments, or of the one that is named: applied, pending, edited or
 * renamed after they were applied, without a file, out of order; by their names and by both hashes, in
 * {@code target/d4/migrations.json}. Only reads. With Maven's {@code -o} it lists the files and asks nobody. It is a look and
 * no gate: the build fails only when a database or its files cannot be read.
 */
@Mojo(name = "migrations", threadSafe = true)
public final class MigrationsMojo extends D4Mojo {
    private static final int COLUMNS = 80;

    /** Skips the look at the migrations. */
    @Parameter(property = "d4.migrations.skip", defaultValue = "false")
    private boolean skipMigrations;

    /** Maven hands over its own components. */
    @Inject
    public MigrationsMojo(SettingsDecrypter decrypter) {
        super(decrypter);
    }

    @Override
    Optional<String> skippedBy() {
        return skipMigrations ? Optional.of("d4.migrations.skip") : Optional.empty();
    }

    @Override
    void run() throws MojoExecutionException, MojoFailureException, InterruptedException, IOException {
        Contract contract = contract();
        Optional<Environment> named = environment(contract);
        List<Environment> environments = named.map(List::of).orElse(contract.environments());
        if (environments.stream().allMatch(each -> each.databases().isEmpty())) {
            throw new MojoFailureException("there are no migrations to show: "
                    + environments.stream().map(Environment::name).collect(Collectors.joining(", "))
                    + (environments.size() == 1 ? " binds" : " bind") + " no database");
        }
        if (isCutOff()) {
            UnaryOperator<String> mask = redactor(contract)::mask;
            publish(MigrationsAuditor.filesOnly(environments), subject(contract, named, Set.of()), mask);
            return;
        }
        try (Cloud cloud = cloud(contract)) {
            MigrationsAudit audit = new MigrationsAuditor(cloud.account()).audit(environments);
            publish(audit, subject(contract, named, cloud.secretValues()), cloud::masked);
        }
    }

    private Subject subject(Contract contract, Optional<Environment> named, Set<String> secretValues)
            throws MojoFailureException, InterruptedException {
        Workbench bench = workbench(contract, secretValues);
        return new Subject(goal(), bench.projectName(), named.map(Environment::name), isSandbox(), bench.commit());
    }

    private void publish(MigrationsAudit audit, Subject subject, UnaryOperator<String> mask)
            throws MojoFailureException, IOException {
        MigrationsReport report = new MigrationsReport(subject, Instant.now(), audit);
        boolean fails = !audit.unreadable().isEmpty();
        new Showing(getLog()).tell(new MigrationsConsole(COLUMNS, mask).lines(report), fails);
        new ReportFiles(project().getBasedir().toPath().resolve("target/d4"), mask).write(report);
        if (fails) {
            throw new MojoFailureException(
                    audit.unreadable().size() + " of " + audit.databases().size()
                            + " databases could not be looked at; why stands above and in " + ReportFiles.MIGRATIONS);
        }
    }
}
