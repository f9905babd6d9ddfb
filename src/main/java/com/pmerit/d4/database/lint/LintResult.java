package com.pmerit.d4.database.lint;

import com.pmerit.d4.database.Level;
import java.util.List;

/**
 * What looking at all migration files of a project gave.
 *
 * @param files how many there are
 * @param judged how many of them were judged; the others were only replayed
 * @param statements how many statements the files hold
 * @param unseeded tables into which no row could be put, so that what files do to their rows was not judged
 * @param findings in the order of files and lines, waived ones among them
 */
public record LintResult(int files, int judged, int statements, List<String> unseeded, List<Finding> findings) {
    public LintResult {
        unseeded = List.copyOf(unseeded);
        findings = List.copyOf(findings);
    }

    /** The findings of this weight that nobody waived. */
    public List<Finding> open(Level level) {
        return findings.stream()
                .filter(finding -> finding.waived().isEmpty() && finding.rule().level() == level)
                .toList();
    }

    /** Those that somebody waived. */
    public List<Finding> waived() {
        return findings.stream().filter(finding -> finding.waived().isPresent()).toList();
    }

    /** What was looked at, such as {@code 46 files, 317 statements}. */
    public String extent() {
        String only = judged == files ? "" : ", the last " + judged + " of them judged";
        String rows = unseeded.isEmpty() ? "" : ", no rows tried in " + String.join(" and ", unseeded);
        return counted(files, "file") + ", " + counted(statements, "statement") + only + rows;
    }

    /** What was found, such as {@code 1 error, 2 warnings, 3 waived}. */
    public String tally() {
        int errors = open(Level.ERROR).size();
        int warnings = open(Level.WARNING).size();
        String open = errors + warnings == 0
                ? "nothing found"
                : errors == 0
                        ? counted(warnings, "warning")
                        : counted(errors, "error") + (warnings == 0 ? "" : ", " + counted(warnings, "warning"));
        return waived().isEmpty() ? open : open + ", " + waived().size() + " waived";
    }

    private static String counted(int count, String thing) {
        return count + " " + thing + (count == 1 ? "" : "s");
    }
}
