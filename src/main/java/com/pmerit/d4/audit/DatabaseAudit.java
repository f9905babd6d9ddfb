package com.pmerit.d4.audit;

import java.util.List;
import java.util.Optional;

/** One database of one environment, or why it could not be read. */
public sealed interface DatabaseAudit {
    /** By which the Worker has it, such as {@code DB}. */
    String binding();

    /** Its name in Cloudflare. */
    String name();

    /**
     * It was read.
     *
     * @param tables by whose they are
     * @param numTables what Cloudflare counts, whatever that is
     * @param bytes the size of its file
     * @param region such as {@code ENAM}
     * @param tracking its tracking table
     * @param rows those of the tables that are counted
     * @param schema its tables
     * @param otherName what the account calls it, where that is not the name in the POM
     */
    record Read(
            String binding,
            String name,
            TableCounts tables,
            Optional<Long> numTables,
            Optional<Long> bytes,
            Optional<String> region,
            Tracking tracking,
            List<RowCount> rows,
            SchemaPicture schema,
            Optional<String> otherName)
            implements DatabaseAudit {
        /** Copies the list. */
        public Read {
            rows = List.copyOf(rows);
        }
    }

    /**
     * It was not.
     *
     * @param why one sentence
     */
    record Unreadable(String binding, String name, String why) implements DatabaseAudit {}
}
