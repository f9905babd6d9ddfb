package com.pmerit.d4.sql;

import java.util.Comparator;

/**
 * One thing that is true of a schema.
 *
 * @param kind what it is about
 * @param table the table or view that it belongs to, in lower case
 * @param name what it is about by name, in lower case, such as {@code users.email}; alone for its kind but for checks
 * @param definition what is true of it, written in one way only: equal definitions mean the same to SQLite
 */
public record SchemaFact(Kind kind, String table, String name, String definition) implements Comparable<SchemaFact> {
    private static final Comparator<SchemaFact> ORDER = Comparator.comparing(SchemaFact::table)
            .thenComparing(SchemaFact::kind)
            .thenComparing(SchemaFact::name)
            .thenComparing(SchemaFact::definition);

    /** What facts are about. */
    public enum Kind {
        TABLE("table"),
        VIRTUAL_TABLE("virtual table"),
        VIEW("view"),
        COLUMN("column"),
        PRIMARY_KEY("primary key"),
        UNIQUE("unique key"),
        FOREIGN_KEY("foreign key"),
        CHECK("check"),
        CONFLICT("conflict clause"),
        INDEX("index"),
        TRIGGER("trigger"),
        /** A table whose text could not be read: it is different from every other, an equal text too. */
        UNREADABLE("unreadable table");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** The kind for a person. */
        public String words() {
            return words;
        }

        boolean holdsOthers() {
            return this == TABLE || this == VIRTUAL_TABLE || this == VIEW;
        }
    }

    @Override
    public int compareTo(SchemaFact other) {
        return ORDER.compare(this, other);
    }
}
