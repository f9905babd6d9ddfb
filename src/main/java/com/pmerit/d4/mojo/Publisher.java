package com.pmerit.d4.mojo;

import com.pmerit.d4.report.Console;
import com.pmerit.d4.report.LintReport;
import com.pmerit.d4.report.MarkdownReport;
import com.pmerit.d4.report.Report;
import com.pmerit.d4.report.ReportFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;

/** Writes a report where people and machines read it, and ends the build when the report says so. */
final class Publisher {
    private static final int COLUMNS = 100;

    private final Log log;
    private final Path project;
    private final UnaryOperator<String> mask;
    private final StepSummary summary;
    private final Optional<LintReport> lint;

    Publisher(Log log, Path project, UnaryOperator<String> mask, StepSummary summary) {
        this(log, project, mask, summary, Optional.empty());
    }

    private Publisher(
            Log log, Path project, UnaryOperator<String> mask, StepSummary summary, Optional<LintReport> lint) {
        this.lint = lint;
        this.log = log;
        this.project = project;
        this.mask = mask;
        this.summary = summary;
    }

    /**
     * The same one, which also writes what was found in migration files, as d4:lint does.
     *
     * @param found what a gate found there; where none looked, the files of an earlier look stay
     */
    Publisher with(Optional<LintReport> found) {
        return new Publisher(log, project, mask, summary, found);
    }

    /** What failed is an error of the log, so that {@code mvn -q} shows it, too: the failure of the build refers to it. */
    private void tell(Console.Line line) {
        if (line.failed()) {
            log.error(line.text());
        } else {
            log.info(line.text());
        }
    }

    /**
     * Publishes a report.
     *
     * @param shown what console and summary show of it: all, or all but a checklist that they have shown in this build
     * @param failure what the build ends with when the report is not a success
     * @throws MojoFailureException when the report is not a success
     * @throws MojoExecutionException when the report cannot be written
     */
    void publish(Report report, Report shown, String failure) throws MojoFailureException, MojoExecutionException {
        new Console(COLUMNS, mask).lines(shown).forEach(this::tell);
        summary.append(new MarkdownReport(mask).text(shown));
        try {
            ReportFiles files = new ReportFiles(project.resolve("target/d4"), mask);
            files.write(report);
            if (lint.isPresent()) {
                files.write(lint.get());
            }
        } catch (IOException unwritable) {
            throw new MojoExecutionException(
                    "the report cannot be written: " + unwritable.getMessage() + "; " + report.outcome(), unwritable);
        }
        if (!report.succeeded()) {
            throw new MojoFailureException(mask.apply(failure));
        }
    }
}
