package com.pmerit.d4.mojo;

import com.pmerit.d4.contract.Contract;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.database.Level;
import com.pmerit.d4.database.lint.LintResult;
import com.pmerit.d4.report.LintConsole;
import com.pmerit.d4.report.LintReport;
import com.pmerit.d4.report.ReportFiles;
import com.pmerit.d4.report.Subject;
import java.io.IOException;
import java.sql.SQLException;
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
 * Looks at the migration files without any network: at their text, and at what they do to a scratch database on this machine.
 * Errors fail the build; warnings do for the last environment. {@code -- d4:allow CODE reason} in a file allows a finding in
 * it. All findings are in {@code target/d4/lint.json} and, as SARIF for code hosts, in {@code target/d4/lint.sarif}.
 */
@Mojo(name = "lint", threadSafe = true)
public final class LintMojo extends D4Mojo {
    private static final int COLUMNS = 100;

    /** Skips the look at the migration files by this goal; the gate of the checklist looks all the same. */
    @Parameter(property = "d4.lint.skip", defaultValue = "false")
    private boolean skipLint;

    /** Maven hands over its own components. */
    @Inject
    public LintMojo(SettingsDecrypter decrypter) {
        super(decrypter);
    }

    @Override
    Optional<String> skippedBy() {
        return skipLint ? Optional.of("d4.lint.skip") : Optional.empty();
    }

    @Override
    void run() throws MojoExecutionException, MojoFailureException, InterruptedException, IOException {
        Contract contract = contract();
        Optional<Environment> environment = environment(contract);
        Workbench bench = workbench(contract, Set.of());
        UnaryOperator<String> mask = redactor(contract)::mask;
        LintResult result;
        try {
            result = bench.linter().look();
        } catch (SQLException broken) {
            throw new MojoExecutionException("SQLite cannot be asked on this machine: " + broken.getMessage(), broken);
        }
        Subject subject = new Subject(
                goal(), bench.projectName(), environment.map(Environment::name), isSandbox(), bench.commit());
        LintReport report = new LintFindings(result).report(subject, execution().getVersion());
        boolean last = environment
                .map(contract.environments().get(contract.environments().size() - 1)::equals)
                .orElse(false);
        int errors = result.open(Level.ERROR).size();
        int warnings = last ? result.open(Level.WARNING).size() : 0;
        boolean fails = errors + warnings > 0;
        new Showing(getLog()).tell(new LintConsole(COLUMNS, mask).lines(report), fails);
        new ReportFiles(project().getBasedir().toPath().resolve("target/d4"), mask).write(report);
        if (fails) {
            throw new MojoFailureException(result.tally()
                    + " in the migration files; each stands above with its mend, and in " + ReportFiles.LINT);
        }
    }
}
