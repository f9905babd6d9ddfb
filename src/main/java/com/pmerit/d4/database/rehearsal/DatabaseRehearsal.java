package com.pmerit.d4.database.rehearsal;

import com.pmerit.d4.sql.SchemaFact;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What rehearsing the migrations of one database gave.
 *
 * @param binding the name under which the Worker has it; empty for a history that is run from empty
 * @param name of the database, or of the directory of the history
 * @param known how many migration files there are, applied ones among them
 * @param files that were rehearsed, in their order
 * @param notSeeded the tables without canary rows, each with the reason
 * @param probes what the target was asked
 * @param trouble why it could not be rehearsed
 */
public record DatabaseRehearsal(
        Optional<String> binding,
        String name,
        int known,
        List<RehearsedFile> files,
        Map<String, String> notSeeded,
        List<Answered> probes,
        Optional<Trouble> trouble) {
    /** Copies the lists. */
    public DatabaseRehearsal {
        files = List.copyOf(files);
        notSeeded = Map.copyOf(new TreeMap<>(notSeeded));
        probes = List.copyOf(probes);
    }

    /**
     * Why a database could not be rehearsed.
     *
     * @param why in a sentence
     * @param details lines that say more
     * @param remedy the command or change that mends it
     */
    public record Trouble(String why, List<String> details, String remedy) {
        /** Copies the list. */
        public Trouble {
            details = List.copyOf(details);
        }
    }

    /**
     * One file.
     *
     * @param name its name
     * @param statements how many it has
     * @param added facts of the schema that it adds on the whole
     * @param removed those that it takes
     * @param rows the canary rows of each table around it
     * @param findings about it, in the order of its statements
     */
    public record RehearsedFile(
            String name,
            int statements,
            List<SchemaFact> added,
            List<SchemaFact> removed,
            List<FileRehearsal.RowCount> rows,
            List<Finding> findings) {
        /** Copies the lists. */
        public RehearsedFile {
            added = List.copyOf(added);
            removed = List.copyOf(removed);
            rows = List.copyOf(rows);
            findings = List.copyOf(findings);
        }
    }

    /**
     * A question that the target answered.
     *
     * @param file the path of the file that it is asked for
     * @param line of the statement
     * @param column of the statement
     * @param sql it
     * @param answers its numbers with what they count
     */
    public record Answered(String file, int line, int column, String sql, List<String> answers) {
        /** Copies the list. */
        public Answered {
            answers = List.copyOf(answers);
        }
    }

    /** The findings of all files that mean this. */
    public List<Finding> findings(Finding.Standing standing) {
        List<Finding> found = new ArrayList<>();
        files.forEach(file -> file.findings().stream()
                .filter(finding -> finding.standing() == standing)
                .forEach(found::add));
        return found;
    }

    /** How many statements were rehearsed. */
    public int statements() {
        return files.stream().mapToInt(RehearsedFile::statements).sum();
    }
}
