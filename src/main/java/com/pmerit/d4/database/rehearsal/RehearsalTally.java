package com.pmerit.d4.database.rehearsal;

import com.pmerit.d4.database.rehearsal.Finding.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Rehearsals of several databases in a few words. */
public final class RehearsalTally {
    private final List<DatabaseRehearsal> databases;

    /** Counts in them. */
    public RehearsalTally(List<DatabaseRehearsal> databases) {
        this.databases = List.copyOf(databases);
    }

    /** The findings of all of them that mean this. */
    public List<Finding> findings(Standing standing) {
        return databases.stream()
                .flatMap(database -> database.findings(standing).stream())
                .toList();
    }

    /** A line for each table into which no canary row could be put. */
    public List<String> notSeeded() {
        List<String> lines = new ArrayList<>();
        for (DatabaseRehearsal database : databases) {
            database.notSeeded().entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(table ->
                            lines.add("not rehearsed: the rows of " + table.getKey() + ", for " + table.getValue()));
        }
        return lines;
    }

    /** What there is to say beyond the summary, what fails first. */
    List<String> details() {
        return Stream.of(
                        findings(Standing.FAILS).stream().map(Finding::text),
                        notSeeded().stream(),
                        findings(Standing.UNKNOWN).stream().map(Finding::text),
                        findings(Standing.WAIVED).stream().map(finding -> "waived: " + finding.text()),
                        findings(Standing.HOLDS).stream().map(Finding::text))
                .flatMap(lines -> lines)
                .toList();
    }

    /** Such as {@code 2 files, 9 statements rehearsed: 1 loses rows or would fail, 1 waived}. */
    public String summary() {
        int files = databases.stream().mapToInt(each -> each.files().size()).sum();
        if (files == 0) {
            int known = databases.stream().mapToInt(DatabaseRehearsal::known).sum();
            return "nothing pending: " + (known == 1 ? "the 1 file is" : "all " + known + " files are") + " applied";
        }
        int statements =
                databases.stream().mapToInt(DatabaseRehearsal::statements).sum();
        int failing = findings(Standing.FAILS).size();
        List<String> parts = new ArrayList<>();
        parts.add(failing == 0 ? "no rows lost, nothing fails" : counted(failing, "finding"));
        some(parts, findings(Standing.WAIVED).size(), "waived");
        some(parts, findings(Standing.HOLDS).size(), "held against the target's rows");
        some(parts, findings(Standing.UNKNOWN).size() + notSeeded().size(), "not rehearsed");
        return counted(files, "file") + ", " + counted(statements, "statement") + " rehearsed: "
                + String.join(", ", parts);
    }

    private static void some(List<String> parts, int count, String what) {
        if (count > 0) {
            parts.add(count + " " + what);
        }
    }

    private static String counted(int count, String thing) {
        return count + " " + thing + (count == 1 ? "" : "s");
    }
}
