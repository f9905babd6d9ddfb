package com.pmerit.d4.database.backup;

import com.pmerit.d4.contract.Database;
import com.pmerit.d4.database.Bookkeeping;
import com.pmerit.d4.database.LiveSchema;
import com.pmerit.d4.database.MigrationFile;
import com.pmerit.d4.database.rehearsal.FileRehearsal;
import com.pmerit.d4.database.rehearsal.Rehearsal;
import com.pmerit.d4.database.rehearsal.Rehearser;
import com.pmerit.d4.database.rehearsal.RowLoss;
import com.pmerit.d4.sql.SchemaFact;
import com.pmerit.d4.sql.SchemaFact.Kind;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What pending files may destroy: what their words say, and what they did to a copy of the schema with rows in it. What could
 * not be rehearsed counts as what may.
 */
final class Harm {
    private static final Set<Kind> HOLDING_DATA = Set.of(Kind.TABLE, Kind.VIRTUAL_TABLE, Kind.COLUMN, Kind.UNREADABLE);

    private Harm() {}

    /** A line for each thing; the rehearsal is told of a file whose words are harmless. */
    static List<String> of(Database database, LiveSchema schema, List<MigrationFile> files) {
        Map<MigrationFile, List<String>> lines = new LinkedHashMap<>();
        files.forEach(file -> lines.put(file, Destruction.in(file)));
        Map<MigrationFile, List<String>> shown = rehearsed(database, schema, files);
        List<String> harm = new ArrayList<>();
        lines.forEach((file, words) -> harm.addAll(words.isEmpty() ? shown.getOrDefault(file, List.of()) : words));
        return harm;
    }

    private static Map<MigrationFile, List<String>> rehearsed(
            Database database, LiveSchema schema, List<MigrationFile> files) {
        Map<MigrationFile, List<String>> lines = new LinkedHashMap<>();
        try {
            Rehearsal rehearsal = new Rehearser(Bookkeeping.of(database).names()).rehearse(schema.statements(), files);
            if (rehearsal instanceof Rehearsal.Done done) {
                done.files().forEach(file -> lines.put(file.file(), lines(file, done)));
                return lines;
            }
            String words = ((Rehearsal.NoCopy) rehearsal).words();
            files.forEach(file -> lines.put(file, List.of(file.name() + " could not be rehearsed: " + words)));
        } catch (SQLException broken) {
            files.forEach(
                    file -> lines.put(file, List.of(file.name() + " could not be rehearsed: " + broken.getMessage())));
        }
        return lines;
    }

    private static List<String> lines(FileRehearsal file, Rehearsal.Done done) {
        String name = file.file().name().text();
        List<String> lines = new ArrayList<>();
        for (SchemaFact fact : file.change().removed()) {
            boolean stays = file.change().added().stream()
                    .anyMatch(
                            added -> added.kind() == fact.kind() && added.name().equals(fact.name()));
            if (HOLDING_DATA.contains(fact.kind()) && !stays) {
                lines.add(name + " takes the " + fact.kind().words() + " " + fact.name());
            }
        }
        for (RowLoss loss : file.losses()) {
            lines.add(name + ":" + loss.place().line() + " takes rows: " + loss.words());
        }
        file.triedUntil().ifPresent(place -> lines.add(name + ":" + place.line() + " could not be rehearsed"));
        if (writes(file)) {
            done.notSeeded().keySet().stream()
                    .sorted()
                    .forEach(table -> lines.add(name + " could not be rehearsed on rows of " + table));
        }
        return lines;
    }

    /** Whether rows may go by it where the words do not say so, such as by a trigger. */
    private static boolean writes(FileRehearsal file) {
        return !file.dataStatements().isEmpty();
    }
}
