package com.pmerit.d4.report;

import com.pmerit.d4.audit.DatabaseAudit;
import com.pmerit.d4.audit.TableCounts;
import com.pmerit.d4.audit.Tracking;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What an audit's table says of a database, cell by cell. */
final class DatabaseCells {
    private DatabaseCells() {}

    /** The tables whose rows are counted in any of them. */
    static List<String> counted(List<Optional<DatabaseAudit>> databases) {
        Set<String> tables = new LinkedHashSet<>();
        databases.stream()
                .flatMap(Optional::stream)
                .filter(DatabaseAudit.Read.class::isInstance)
                .forEach(read -> ((DatabaseAudit.Read) read).rows().forEach(count -> tables.add(count.table())));
        return List.copyOf(tables);
    }

    /** A cell of a database that was read. */
    static Function<DatabaseAudit, String> read(Function<DatabaseAudit.Read, String> cell) {
        return database -> database instanceof DatabaseAudit.Read read ? cell.apply(read) : "?";
    }

    static String tables(TableCounts tables) {
        return tables.user() + (tables.virtual() == 0 ? "" : ", " + tables.virtual() + " virtual");
    }

    static String beside(TableCounts tables) {
        return tables.bookkeeping() + " books, " + (tables.sqlite() + tables.cloudflare()) + " system"
                + (tables.shadow() == 0 ? "" : ", " + tables.shadow() + " shadow");
    }

    static String rows(DatabaseAudit.Read database, String table) {
        return database.rows().stream()
                .filter(count -> count.table().equals(table))
                .findFirst()
                .flatMap(count -> count.rows().map(rows -> rows + (rows == 1 ? " row" : " rows")))
                .orElse("no such table");
    }

    static String tracking(Tracking tracking) {
        if (!tracking.present()) {
            return "no " + tracking.table();
        }
        String entries = tracking.entries() + (tracking.entries() == 1 ? " entry" : " entries");
        if (tracking.trouble().isPresent()) {
            return entries + ", files unreadable";
        }
        if (tracking.isComplete()) {
            return entries + ", fully tracked";
        }
        return entries
                + (tracking.untracked().isEmpty()
                        ? ""
                        : ", " + tracking.untracked().size()
                                + (tracking.untracked().size() == 1 ? " file" : " files") + " not listed")
                + (tracking.withoutFile().isEmpty()
                        ? ""
                        : ", " + tracking.withoutFile().size() + " without a file");
    }
}
