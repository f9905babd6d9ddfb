package com.pmerit.d4.report;

import com.pmerit.d4.report.LintReport.Finding;
import com.pmerit.d4.report.LintReport.Level;
import com.pmerit.d4.report.LintReport.Rule;
import java.util.List;
import java.util.Optional;

/** Findings for the tests of their renderings. */
final class Lints {
    private static final List<Rule> RULES = List.of(
            new Rule("rows-lost", Level.ERROR, "A table loses rows", "stash them"),
            new Rule("select-star", Level.WARNING, "Columns are taken by their order", "name them"));

    private Lints() {}

    static LintReport report(List<Finding> findings) {
        Subject subject = new Subject("d4:lint", "shop 1.0.0", Optional.empty(), false, Optional.empty());
        return new LintReport(subject, "1.0.0", "46 files, 317 statements", "as told", RULES, findings);
    }

    static Finding error(String file, int line) {
        return new Finding(
                "rows-lost", Level.ERROR, file, line, 3, "sessions loses 3 of 3 rows", "stash them", Optional.empty());
    }

    static Finding warning(String file, int line) {
        return new Finding(
                "select-star", Level.WARNING, file, line, 1, "columns by their order", "name them", Optional.empty());
    }

    static Finding waived(String file, String reason) {
        return new Finding(
                "select-star", Level.WARNING, file, 1, 1, "columns by their order", "name them", Optional.of(reason));
    }
}
