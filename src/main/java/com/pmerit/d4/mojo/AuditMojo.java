package com.pmerit.d4.mojo;

import com.pmerit.d4.audit.Audit;
import com.pmerit.d4.audit.Auditor;
import com.pmerit.d4.contract.Contract;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.contract.Site;
import com.pmerit.d4.report.AuditConsole;
import com.pmerit.d4.report.AuditReport;
import com.pmerit.d4.report.MarkdownAudit;
import com.pmerit.d4.report.ReportFiles;
import com.pmerit.d4.report.Subject;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.crypto.SettingsDecrypter;

/**
 * Shows what the databases and buckets of all environments hold, side by side, and where the schemas differ: for each difference the
 * migration that makes it and the statement that would close it, in {@code target/d4/audit.json}. Shows which site users meet, and
 * whether it is of the release that the Worker is. With an environment named, that one and the one before it. Only reads. Fails when
 * a database, bucket or site cannot be read, and with {@code d4.failOnDrift} when anything differs.
 */
@Mojo(name = "audit", threadSafe = true, requiresOnline = true)
public final class AuditMojo extends D4Mojo {
    private static final int COLUMNS = 80;

    /** Skips the audit. */
    @Parameter(property = "d4.audit.skip", defaultValue = "false")
    private boolean skipAudit;

    /**
     * Fails the build when the schemas of two environments differ or could not be compared, or when a site is not of the
     * release that its Worker is, or not d4's.
     */
    @Parameter(property = "d4.failOnDrift", defaultValue = "false")
    private boolean failOnDrift;

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
        Contract contract = contract();
        Optional<Environment> named = environment(contract);
        List<Environment> environments = named.map(environment -> withTheOneBefore(environment, contract))
                .orElse(contract.environments());
        Optional<Site> site = contract.site();
        if (environments.stream()
                .allMatch(each -> each.databases().isEmpty()
                        && each.buckets().isEmpty()
                        && site.flatMap(stated -> stated.in(each.name())).isEmpty())) {
            throw new MojoFailureException("there is no database, bucket or site to audit: "
                    + environments.stream().map(Environment::name).collect(Collectors.joining(", "))
                    + (environments.size() == 1 ? " has" : " have") + " none");
        }
        try (Cloud cloud = cloud(contract)) {
            Workbench bench = workbench(contract, cloud.secretValues());
            Audit audit = new Auditor(cloud.account(), site).audit(environments);
            Subject subject =
                    new Subject(goal(), bench.projectName(), named.map(Environment::name), isSandbox(), bench.commit());
            AuditReport report = new AuditReport(subject, Instant.now(), audit);
            new AuditConsole(COLUMNS, cloud::masked).lines(report).forEach(getLog()::info);
            stepSummary().append(new MarkdownAudit(cloud::masked).text(report));
            new ReportFiles(project().getBasedir().toPath().resolve("target/d4"), cloud::masked).write(report);
            Optional<String> failure = failure(audit, failOnDrift);
            if (failure.isPresent()) {
                throw new MojoFailureException(cloud.masked(failure.get()));
            }
        }
    }

    private static List<Environment> withTheOneBefore(Environment environment, Contract contract) {
        return Stream.concat(environment.after().flatMap(contract::environment).stream(), Stream.of(environment))
                .toList();
    }

    /** Why the build fails: an audit that did not see everything is none, and drift is what one may be told to refuse. */
    static Optional<String> failure(Audit audit, boolean failOnDrift) {
        if (!audit.unreadable().isEmpty()) {
            return Optional.of(audit.unreadable().size()
                    + " of the databases could not be read; why stands above and in " + ReportFiles.AUDIT);
        }
        if (!audit.unreadableBuckets().isEmpty()) {
            return Optional.of(audit.unreadableBuckets().size()
                    + " of the buckets could not be read; why stands above and in " + ReportFiles.AUDIT);
        }
        if (!audit.unreadableSites().isEmpty()) {
            return Optional.of(audit.unreadableSites().size()
                    + " of the sites could not be read; why stands above and in " + ReportFiles.AUDIT);
        }
        return failOnDrift ? drift(audit) : Optional.empty();
    }

    private static Optional<String> drift(Audit audit) {
        if (!audit.comparesSomething()) {
            return Optional.of("d4.failOnDrift is set, and there is nothing to compare: name an environment that comes"
                    + " after another one, or none");
        }
        if (audit.drift() > 0) {
            return Optional.of("the schemas differ in " + audit.drift() + (audit.drift() == 1 ? " place" : " places")
                    + "; what closes each stands in " + ReportFiles.AUDIT);
        }
        return audit.strays() == 0
                ? Optional.empty()
                : Optional.of(
                        audit.strays() + " of the sites is not what a release of d4 brought with the Worker that is"
                                + " live; release again, and see " + ReportFiles.AUDIT);
    }
}
