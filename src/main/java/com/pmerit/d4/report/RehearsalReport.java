package com.pmerit.d4.report;

import java.util.List;
import java.util.Optional;

/**
 * What a rehearsal of migrations gave.
 *
 * @param subject what ran, for what
 * @param summary it in a sentence
 * @param databases what was rehearsed for each
 */
public record RehearsalReport(Subject subject, String summary, List<Database> databases) {
    /** Copies the list. */
    public RehearsalReport {
        databases = List.copyOf(databases);
    }

    /** What a finding means. */
    public enum Standing {
        FAILS,
        WAIVED,
        UNKNOWN,
        HOLDS
    }

    /**
     * One database, or a history that was run from empty.
     *
     * @param binding the name under which the Worker has it; nothing for a history
     * @param files that were rehearsed
     * @param notSeeded the tables without canary rows
     * @param probes what the target was asked about its rows
     * @param trouble why it could not be rehearsed, and what mends that
     */
    public record Database(
            Optional<String> binding,
            String name,
            List<File> files,
            List<Unseeded> notSeeded,
            List<Probe> probes,
            Optional<Trouble> trouble) {
        /** Copies the lists. */
        public Database {
            files = List.copyOf(files);
            notSeeded = List.copyOf(notSeeded);
            probes = List.copyOf(probes);
        }
    }

    /** Why a database could not be rehearsed. */
    public record Trouble(String why, List<String> details, String remedy) {
        /** Copies the list. */
        public Trouble {
            details = List.copyOf(details);
        }
    }

    /** A table into which no canary row could be put. */
    public record Unseeded(String table, String reason) {}

    /**
     * One migration file.
     *
     * @param added facts of the schema that it adds, a line each
     * @param removed those that it takes
     */
    public record File(
            String name,
            int statements,
            List<String> added,
            List<String> removed,
            List<Rows> rows,
            List<Finding> findings) {
        /** Copies the lists. */
        public File {
            added = List.copyOf(added);
            removed = List.copyOf(removed);
            rows = List.copyOf(rows);
            findings = List.copyOf(findings);
        }
    }

    /** The canary rows of a table before and after a file; nothing where it is not there. */
    public record Rows(String table, Optional<Long> before, Optional<Long> after) {}

    /** One finding; lines and columns count from 1. */
    public record Finding(
            Standing standing,
            String code,
            String file,
            int line,
            int column,
            String message,
            String mend,
            Optional<String> waived) {}

    /** A question to the target, and its answers. */
    public record Probe(String file, int line, int column, String sql, List<String> answers) {
        /** Copies the list. */
        public Probe {
            answers = List.copyOf(answers);
        }
    }
}
