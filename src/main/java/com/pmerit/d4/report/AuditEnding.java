package com.pmerit.d4.report;

import com.pmerit.d4.audit.Audit;
import com.pmerit.d4.audit.FindingKind;
import com.pmerit.d4.audit.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How an audit ended, as one sentence: what could not be read, else how much was found. */
final class AuditEnding {
    private AuditEnding() {}

    static String of(Audit audit) {
        List<String> unseen = new ArrayList<>();
        count(unseen, audit, FindingKind.DATABASE_UNREADABLE, "database", "databases");
        count(unseen, audit, FindingKind.BUCKET_UNREADABLE, "bucket", "buckets");
        count(unseen, audit, FindingKind.SITE_UNREADABLE, "site", "sites");
        count(unseen, audit, FindingKind.WORKER_UNREADABLE, "Worker", "Workers");
        if (!unseen.isEmpty()) {
            return String.join(", ", unseen) + " could not be read";
        }
        List<String> heavy = Stream.of(Severity.ERROR, Severity.WARNING)
                .map(severity -> counted(audit, severity))
                .flatMap(Optional::stream)
                .toList();
        if (!heavy.isEmpty()) {
            return String.join(", ", heavy) + "; what mends each: " + ReportFiles.AUDIT;
        }
        String more =
                counted(audit, Severity.NOTE).map(notes -> notes + "; ").orElse("") + "more in " + ReportFiles.AUDIT;
        return (audit.comparesSomething() ? "no drift; " : "one environment was read, nothing to compare it with; ")
                + more;
    }

    private static void count(List<String> words, Audit audit, FindingKind kind, String one, String several) {
        long number = audit.findings().stream()
                .filter(finding -> finding.kind() == kind)
                .count();
        if (number > 0) {
            words.add(number + " " + (number == 1 ? one : several));
        }
    }

    private static Optional<String> counted(Audit audit, Severity severity) {
        long number = audit.findings().stream()
                .filter(finding -> finding.kind().severity() == severity)
                .count();
        return number == 0 ? Optional.empty() : Optional.of(number + " " + severity.word() + (number == 1 ? "" : "s"));
    }
}
