package com.pmerit.d4.mojo;

import com.pmerit.d4.audit.Audit;
import com.pmerit.d4.audit.Auditor;
import com.pmerit.d4.audit.TokenAuditor;
import com.pmerit.d4.audit.WorkersAuditor;
import com.pmerit.d4.contract.Contract;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.report.AuditConsole;
import com.pmerit.d4.report.AuditReport;
import com.pmerit.d4.report.EarlierAudit;
import com.pmerit.d4.report.MarkdownAudit;
import com.pmerit.d4.report.ReportFiles;
import com.pmerit.d4.report.Subject;
import java.io.File;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.jspecify.annotations.Nullable;

/**
 * Shows what is live in all environments, side by side, held against POM and wrangler config and each against the one before it. It reads
 * the Workers with their versions, bindings, variables, secrets and triggers, the databases with their schemas, the buckets, the sites,
 * and what the API token may do; each finding stands with what mends it in {@code target/d4/audit.json}. With an environment named, that
 * one and the one before it. Only reads. Fails when something cannot be read, with {@code d4.failOnDrift} when something differs, and with
 * {@code d4.failOn} when a finding is as heavy as that.
 */
@Mojo(name = "audit", threadSafe = true)
public final class AuditMojo extends D4Mojo {
    private static final int COLUMNS = 80;

    /** Skips the audit. */
    @Parameter(property = "d4.audit.skip", defaultValue = "false")
    private boolean skipAudit;

    /**
     * With {@code true}, fails the build when what is live is not what POM and wrangler config say, when the schemas of two environments
     * differ or could not be compared, or when a site is not of the release that its Worker is, or not d4's.
     */
    @Parameter(property = "d4.failOnDrift", defaultValue = "false")
    private @Nullable String failOnDrift;

    /** Fails the build when there is a finding of this severity or a heavier one: {@code error}, {@code warning} or {@code note}. */
    @Parameter(property = "d4.failOn")
    private @Nullable String failOn;

    /** The {@code audit.json} of an earlier audit: what has changed since is shown, too. */
    @Parameter(property = "d4.since")
    private @Nullable File since;

    /** Maven hands over its own components. */
    @Inject
    public AuditMojo(SettingsDecrypter decrypter) {
        super(decrypter);
    }

    @Override
    Optional<String> skippedBy() {
        return skipAudit ? Optional.of("d4.audit.skip") : Optional.empty();
    }

    @Override
    void run() throws MojoExecutionException, MojoFailureException, InterruptedException, IOException {
        AuditThreshold threshold = AuditThreshold.read(Optional.ofNullable(failOnDrift), Optional.ofNullable(failOn));
        Optional<EarlierAudit> earlier = earlier();
        Contract contract = contract();
        Optional<Environment> named = environment(contract);
        List<Environment> environments = named.map(environment -> withTheOneBefore(environment, contract))
                .orElse(contract.environments());
        try (Cloud cloud = cloud(contract)) {
            Workbench bench = workbench(contract, cloud.secretValues());
            Audit audit = auditor(contract, cloud, bench).audit(environments);
            Subject subject =
                    new Subject(goal(), bench.projectName(), named.map(Environment::name), isSandbox(), bench.commit());
            AuditReport report = new AuditReport(subject, Instant.now(), audit, earlier);
            Optional<String> failure = threshold.failure(audit);
            new Showing(getLog()).tell(new AuditConsole(COLUMNS, cloud::masked).lines(report), failure.isPresent());
            stepSummary().append(new MarkdownAudit(cloud::masked).text(report));
            new ReportFiles(project().getBasedir().toPath().resolve("target/d4"), cloud::masked).write(report);
            if (failure.isPresent()) {
                throw new MojoFailureException(cloud.masked(failure.get()));
            }
        }
    }

    /** Read before anything is asked, for the file may be the one that is written anew. */
    private Optional<EarlierAudit> earlier() throws MojoFailureException {
        if (since == null) {
            return Optional.empty();
        }
        EarlierAudit.Reading reading = EarlierAudit.read(since.toPath(), isSandbox());
        if (reading instanceof EarlierAudit.Reading.Refused refused) {
            throw new MojoFailureException("-Dd4.since=" + since + ": " + refused.why());
        }
        return Optional.of(((EarlierAudit.Reading.Read) reading).audit());
    }

    private static Auditor auditor(Contract contract, Cloud cloud, Workbench bench) {
        TokenAuditor token = new TokenAuditor(cloud.identity(), cloud.account().id(), cloud.token());
        return new Auditor(cloud.account(), contract.site(), new WorkersAuditor(contract, bench.bundles(), token));
    }

    private static List<Environment> withTheOneBefore(Environment environment, Contract contract) {
        return Stream.concat(environment.after().flatMap(contract::environment).stream(), Stream.of(environment))
                .toList();
    }
}
