package com.pmerit.d4.mojo;

import com.pmerit.d4.database.rehearsal.DatabaseRehearsal;
import com.pmerit.d4.database.rehearsal.DatabaseRehearsal.RehearsedFile;
import com.pmerit.d4.database.rehearsal.Finding;
import com.pmerit.d4.database.rehearsal.RehearsalTally;
import com.pmerit.d4.report.RehearsalReport;
import com.pmerit.d4.report.Subject;
import com.pmerit.d4.sql.SchemaFact;
import java.util.List;
import java.util.Map;

/** Makes of rehearsals what is rendered. */
final class RehearsalWords {
    private final List<DatabaseRehearsal> databases;

    RehearsalWords(List<DatabaseRehearsal> databases) {
        this.databases = List.copyOf(databases);
    }

    RehearsalReport report(Subject subject) {
        return new RehearsalReport(
                subject,
                summary(),
                databases.stream().map(RehearsalWords::database).toList());
    }

    /** In a sentence; what could not be rehearsed comes first. */
    String summary() {
        long troubled = databases.stream()
                .filter(database -> database.trouble().isPresent())
                .count();
        String rest = new RehearsalTally(databases).summary();
        return troubled == 0 ? rest : troubled + " of " + databases.size() + " databases could not be rehearsed";
    }

    private static RehearsalReport.Database database(DatabaseRehearsal database) {
        return new RehearsalReport.Database(
                database.binding(),
                database.name(),
                database.files().stream().map(RehearsalWords::file).toList(),
                database.notSeeded().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(table -> new RehearsalReport.Unseeded(table.getKey(), table.getValue()))
                        .toList(),
                database.probes().stream()
                        .map(probe -> new RehearsalReport.Probe(
                                probe.file(), probe.line(), probe.column(), probe.sql(), probe.answers()))
                        .toList(),
                database.trouble()
                        .map(trouble ->
                                new RehearsalReport.Trouble(trouble.why(), trouble.details(), trouble.remedy())));
    }

    private static RehearsalReport.File file(RehearsedFile file) {
        return new RehearsalReport.File(
                file.name(),
                file.statements(),
                file.added().stream().map(RehearsalWords::fact).toList(),
                file.removed().stream().map(RehearsalWords::fact).toList(),
                file.rows().stream()
                        .map(rows -> new RehearsalReport.Rows(rows.table(), rows.before(), rows.after()))
                        .toList(),
                file.findings().stream().map(RehearsalWords::finding).toList());
    }

    private static String fact(SchemaFact fact) {
        return (fact.kind().words() + " " + fact.name() + " " + fact.definition()).strip();
    }

    private static RehearsalReport.Finding finding(Finding finding) {
        return new RehearsalReport.Finding(
                switch (finding.standing()) {
                    case FAILS -> RehearsalReport.Standing.FAILS;
                    case WAIVED -> RehearsalReport.Standing.WAIVED;
                    case UNKNOWN -> RehearsalReport.Standing.UNKNOWN;
                    case HOLDS -> RehearsalReport.Standing.HOLDS;
                },
                finding.code(),
                finding.file(),
                finding.line(),
                finding.column(),
                finding.message(),
                finding.mend(),
                finding.waived());
    }
}
