package com.pmerit.d4.database.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import com.pmerit.d4.cloudflare.SqlStatement;
import com.pmerit.d4.cloudflare.StatementResult;
import com.pmerit.d4.database.MigrationFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How long a target takes to read its tables from end to end, and what that says of files that work through them. D1 ends a
 * request after 30 seconds, and a file is one request ("Cloudflare D1 limits").
 *
 * @param tables by their names in lower case
 */
record Pace(Map<String, Reading> tables) {
    private static final double REQUEST_MILLIS = 30_000;

    /** One table: how many rows, and the milliseconds in the database that it took to count them. */
    record Reading(long rows, double millis) {}

    /** What is expected of one file, told at the statement that takes longest. */
    record Forecast(Place place, String words) {}

    /** The tables to be read, each once, in the order in which they are asked about. */
    static List<String> tables(List<Walk> walks) {
        return List.copyOf(walks.stream()
                .flatMap(walk -> walk.tables().stream())
                .collect(TreeSet::new, TreeSet::add, TreeSet::addAll));
    }

    /** Counts rows by reading the table itself: of an index alone SQLite would read less. */
    static SqlStatement question(String table) {
        return SqlStatement.of("SELECT count(*) AS n0 FROM " + Names.quoted(table) + " NOT INDEXED");
    }

    static Pace of(List<String> tables, List<StatementResult> results) {
        Map<String, Reading> readings = new TreeMap<>();
        for (int index = 0; index < tables.size(); index++) {
            StatementResult result = results.get(index);
            JsonNode count = result.rows().get(0).get("n0");
            if (count == null || !count.isNumber()) {
                throw new IllegalStateException("a count came back as " + count + ": " + tables.get(index));
            }
            readings.put(
                    tables.get(index), new Reading(count.asLong(), result.meta().durationMillis()));
        }
        return new Pace(readings);
    }

    /**
     * Whether a file is expected to be cut off.
     *
     * @param writing how many times as long as counting a row it takes to write it
     */
    Optional<Forecast> of(MigrationFile file, List<Walk> walks, double writing) {
        List<Walk> own = walks.stream().filter(walk -> walk.file().equals(file)).toList();
        double millis = own.stream().mapToDouble(this::millis).sum() * writing;
        if (millis <= REQUEST_MILLIS) {
            return Optional.empty();
        }
        Walk longest =
                own.stream().max(Comparator.comparingDouble(this::millis)).orElseThrow();
        List<String> parts = new ArrayList<>();
        for (String table : tables(own)) {
            Reading reading = tables.getOrDefault(table, new Reading(0, 0));
            parts.add(String.format(
                    Locale.ROOT, "%,d rows of %s, read in %,.1f s", reading.rows(), table, reading.millis() / 1_000));
        }
        return Optional.of(new Forecast(
                longest.place(),
                String.format(
                        Locale.ROOT,
                        "the file would take the target about %,.0f s, and D1 ends a request after 30 s: it works through %s, and"
                                + " writing takes at least %,.0f times as long as reading",
                        millis / 1_000,
                        String.join("; ", parts),
                        writing)));
    }

    private double millis(Walk walk) {
        return walk.tables().stream()
                .mapToDouble(
                        table -> tables.getOrDefault(table, new Reading(0, 0)).millis())
                .sum();
    }
}
