package com.pmerit.d4.mojo;

import com.pmerit.d4.contract.Contract;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.database.rehearsal.DatabaseRehearsal;
import com.pmerit.d4.database.rehearsal.Finding.Standing;
import com.pmerit.d4.database.rehearsal.RehearsalTally;
import com.pmerit.d4.report.RehearsalConsole;
import com.pmerit.d4.report.RehearsalReport;
import com.pmerit.d4.report.ReportFiles;
import com.pmerit.d4.report.Subject;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.crypto.SettingsDecrypter;

/**
 * Runs the pending migrations of an environment on a copy of its live schema with canary rows in every table, and asks the
 * database about its own rows where it depends on them, in {@code target/d4/rehearsal.json}. Only reads. Without an environment
 * the whole history is run from empty, which asks nobody. A file that loses rows, or would fail on those of the target, fails
 * the build unless {@code -- d4:allow CODE reason} in it allows that.
 */
@Mojo(name = "rehearse", threadSafe = true)
public final class RehearseMojo extends D4Mojo {
    private static final int COLUMNS = 100;

    /** Skips the rehearsal by this goal; the gate of the checklist rehearses all the same. */
    @Parameter(property = "d4.rehearse.skip", defaultValue = "false")
    private boolean skipRehearse;

    /** Maven hands over its own components. */
    @Inject
    public RehearseMojo(SettingsDecrypter decrypter) {
        super(decrypter);
    }

    @Override
    Optional<String> skippedBy() {
        return skipRehearse ? Optional.of("d4.rehearse.skip") : Optional.empty();
    }

    @Override
    void run() throws MojoExecutionException, MojoFailureException, InterruptedException, IOException {
        Contract contract = contract();
        Optional<Environment> environment = environment(contract);
        boolean bound = environment
                .map(each -> !each.databases().isEmpty())
                .orElseGet(() -> contract.environments().stream()
                        .anyMatch(each -> !each.databases().isEmpty()));
        if (!bound) {
            throw new MojoFailureException("there are no migrations to rehearse: "
                    + environment.map(Environment::name).orElse("no environment") + " binds "
                    + (environment.isPresent() ? "no" : "a") + " database");
        }
        if (environment.isEmpty()) {
            Workbench bench = workbench(contract, Set.of());
            publish(bench.histories(), subject(bench, environment), redactor(contract)::mask);
            return;
        }
        try (Cloud cloud = cloud(contract)) {
            Workbench bench = workbench(contract, cloud.secretValues());
            List<DatabaseRehearsal> rehearsals = environment.get().databases().keySet().stream()
                    .map(binding -> bench.rehearsals().onTarget(cloud.account(), environment.get(), binding))
                    .toList();
            publish(rehearsals, subject(bench, environment), cloud::masked);
        }
    }

    private Subject subject(Workbench bench, Optional<Environment> environment) throws InterruptedException {
        return new Subject(
                goal(), bench.projectName(), environment.map(Environment::name), isSandbox(), bench.commit());
    }

    private void publish(List<DatabaseRehearsal> rehearsals, Subject subject, UnaryOperator<String> mask)
            throws MojoFailureException, IOException {
        RehearsalWords words = new RehearsalWords(rehearsals);
        RehearsalReport report = words.report(subject);
        boolean fails = rehearsals.stream().anyMatch(each -> each.trouble().isPresent())
                || !new RehearsalTally(rehearsals).findings(Standing.FAILS).isEmpty();
        new Showing(getLog()).tell(new RehearsalConsole(COLUMNS, mask).lines(report), fails);
        new ReportFiles(project().getBasedir().toPath().resolve("target/d4"), mask).write(report);
        if (rehearsals.stream()
                .allMatch(each -> each.known() == 0 && each.trouble().isEmpty())) {
            getLog().warn("a D1 database is bound, and there is no migration file to rehearse");
        }
        if (fails) {
            throw new MojoFailureException(
                    words.summary() + "; each stands above with what mends it, and in " + ReportFiles.REHEARSAL);
        }
    }
}
