package com.pmerit.d4.mojo;

import com.pmerit.d4.database.Rule;
import com.pmerit.d4.database.lint.Finding;
import com.pmerit.d4.database.lint.LintResult;
import com.pmerit.d4.report.LintReport;
import com.pmerit.d4.report.Subject;
import java.util.stream.Stream;

/** Makes of what was found in migration files what is rendered. */
final class LintFindings {
    private final LintResult result;

    LintFindings(LintResult result) {
        this.result = result;
    }

    LintReport report(Subject subject, String version) {
        return new LintReport(
                subject,
                version,
                result.extent(),
                result.tally(),
                Stream.of(Rule.values())
                        .map(rule -> new LintReport.Rule(rule.code(), level(rule), rule.what(), rule.mend()))
                        .toList(),
                result.findings().stream().map(LintFindings::finding).toList());
    }

    private static LintReport.Finding finding(Finding finding) {
        return new LintReport.Finding(
                finding.rule().code(),
                level(finding.rule()),
                finding.file(),
                finding.line(),
                finding.column(),
                finding.message(),
                finding.mend(),
                finding.waived());
    }

    private static LintReport.Level level(Rule rule) {
        return switch (rule.level()) {
            case ERROR -> LintReport.Level.ERROR;
            case WARNING -> LintReport.Level.WARNING;
        };
    }
}
