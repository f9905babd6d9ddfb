package com.pmerit.d4.database.rehearsal;

import com.pmerit.d4.sql.SchemaFacts;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What came of a rehearsal. */
public sealed interface Rehearsal {

    /**
     * Every file was rehearsed.
     *
     * @param files in their order
     * @param notSeeded the tables, by name in lower case, that hold no canary row at some point, each with the reason: what
     *     happens to their rows was not rehearsed
     * @param schema that the files end in
     */
    record Done(List<FileRehearsal> files, Map<String, String> notSeeded, SchemaFacts schema) implements Rehearsal {
        public Done {
            files = List.copyOf(files);
            notSeeded = Map.copyOf(new TreeMap<>(notSeeded));
        }
    }

    /**
     * The copy of the schema could not be made by the schema's own statements.
     *
     * @param statement the one that was refused
     * @param words what SQLite says to it
     */
    record NoCopy(String statement, String words) implements Rehearsal {}
}
