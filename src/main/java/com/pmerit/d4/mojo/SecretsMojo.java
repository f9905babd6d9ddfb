package com.pmerit.d4.mojo;

import com.pmerit.d4.audit.SecretsAudit;
import com.pmerit.d4.audit.SecretsAuditor;
import com.pmerit.d4.contract.Contract;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.report.ReportFiles;
import com.pmerit.d4.report.SecretsConsole;
import com.pmerit.d4.report.SecretsReport;
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
 * Shows the secrets of all environments, or of the one that is named, by name: what the POM names, what the live versions have, what
 * the code reads; and which are missing, unknown to the POM, in plain text, or shadowed by a var. All of it is in
 * {@code target/d4/secrets.json}. Only reads, and never a value. Fails when an environment cannot be read, and with
 * {@code d4.failOnMissing} when a secret that the POM names is missing.
 */
@Mojo(name = "secrets", threadSafe = true)
public final class SecretsMojo extends D4Mojo {
    private static final int COLUMNS = 100;

    /** Skips the inventory. */
    @Parameter(property = "d4.secrets.skip", defaultValue = "false")
    private boolean skipSecrets;

    /** Fails the build when an environment lacks a secret that the POM names, or has it in plain text. */
    @Parameter(property = "d4.failOnMissing", defaultValue = "false")
    private boolean failOnMissing;

    /** Maven hands over its own components. */
    @Inject
    public SecretsMojo(SettingsDecrypter decrypter) {
        super(decrypter);
    }

    @Override
    Optional<String> skippedBy() {
        return skipSecrets ? Optional.of("d4.secrets.skip") : Optional.empty();
    }

    @Override
    void run() throws MojoExecutionException, MojoFailureException, InterruptedException, IOException {
        Contract contract = contract();
        Optional<Environment> named = environment(contract);
        List<Environment> environments = named.map(List::of).orElse(contract.environments());
        try (Cloud cloud = cloud(contract)) {
            Workbench bench = workbench(contract, cloud.secretValues());
            SecretsAudit audit =
                    new SecretsAuditor(cloud.account()).audit(contract.worker(), environments, bench.bundles());
            Subject subject =
                    new Subject(goal(), bench.projectName(), named.map(Environment::name), isSandbox(), bench.commit());
            SecretsReport report = new SecretsReport(subject, Instant.now(), audit);
            Optional<String> failure = failure(audit, failOnMissing);
            new Showing(getLog()).tell(new SecretsConsole(COLUMNS, cloud::masked).lines(report), failure.isPresent());
            new ReportFiles(project().getBasedir().toPath().resolve("target/d4"), cloud::masked).write(report);
            if (failure.isPresent()) {
                throw new MojoFailureException(cloud.masked(failure.get()));
            }
        }
    }

    /** Why the build fails: an inventory that did not see everything is none, and what is missing is what one may be told to refuse. */
    static Optional<String> failure(SecretsAudit audit, boolean failOnMissing) {
        if (!audit.unreadable().isEmpty()) {
            return Optional.of(
                    audit.unreadable().size() + " of " + audit.environments().size()
                            + " environments could not be read; why stands above and in " + ReportFiles.SECRETS);
        }
        int missing = audit.having(SecretsAudit.Kind.MISSING).size()
                + audit.having(SecretsAudit.Kind.PLAIN_TEXT).size();
        return failOnMissing && missing > 0
                ? Optional.of(missing + (missing == 1 ? " secret of the POM is" : " secrets of the POM are")
                        + " missing or in plain text; where stands above and in " + ReportFiles.SECRETS)
                : Optional.empty();
    }
}
