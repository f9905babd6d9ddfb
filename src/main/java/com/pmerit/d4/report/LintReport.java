package com.pmerit.d4.report;

import java.util.List;
import java.util.Optional;

/**
 * What was found in the migration files of a project.
 *
 * @param subject what ran, for what
 * @param version d4's own
 * @param extent what was looked at, such as {@code 46 files, 317 statements}
 * @param tally what was found, such as {@code 1 error, 2 warnings}
 * @param rules all that could have been found, in a fixed order
 * @param findings in the order of files and lines
 */
public record LintReport(
        Subject subject, String version, String extent, String tally, List<Rule> rules, List<Finding> findings) {
    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException when a finding names a rule that is none
     */
    public LintReport {
        rules = List.copyOf(rules);
        findings = List.copyOf(findings);
        List<String> codes = rules.stream().map(Rule::code).toList();
        for (Finding finding : findings) {
            if (!codes.contains(finding.code())) {
                throw new IllegalArgumentException("no rule has the code " + finding.code());
            }
        }
    }

    /** How much a finding weighs. */
    public enum Level {
        ERROR,
        WARNING
    }

    /**
     * A kind of finding.
     *
     * @param code stable, such as {@code rows-lost}
     * @param what what goes wrong, in one sentence
     * @param mend what mends it
     */
    public record Rule(String code, Level level, String what, String mend) {}

    /**
     * One finding.
     *
     * @param code its rule's
     * @param file the path from the project's directory, with slashes
     * @param line from 1
     * @param column from 1, in UTF-16 characters
     * @param waived the reason for which it is allowed
     */
    public record Finding(
            String code,
            Level level,
            String file,
            int line,
            int column,
            String message,
            String mend,
            Optional<String> waived) {}
}
