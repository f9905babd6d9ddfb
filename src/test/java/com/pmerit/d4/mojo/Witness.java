package com.pmerit.d4.mojo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.pmerit.d4.sandbox.http.Request;
import com.pmerit.d4.sandbox.http.RequestLog.Arrival;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/** Sees every request that reaches the embedded Cloudflare, before anything is done about it. */
final class Witness {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern READING = Pattern.compile("(?is)\\s*(SELECT|PRAGMA|EXPLAIN)\\b.*");
    private static final Pattern OWN_TABLE =
            Pattern.compile("(?is)\\s*(INSERT INTO|UPDATE|CREATE TABLE IF NOT EXISTS)\\s+\"?d4_[a-z]+\\b.*");

    /** Asks which files of a site are not there: too many hashes for a GET. */
    private static final String MISSING = "/pages/assets/check-missing";

    private final HeldState held;
    private final List<Seen> seen = new CopyOnWriteArrayList<>();

    /** A witness who looks at the lock in this state. */
    Witness(HeldState held) {
        this.held = held;
    }

    /** What a request is for. */
    enum Kind {
        /** It changes nothing. */
        READ,
        /** It writes to d4's own tables and to nothing else. */
        BOOKS,
        /** It may change what users meet, or what they gave. */
        WRITE
    }

    /**
     * One request.
     *
     * @param ours whether d4 sent it
     * @param sql the statements of a query to a database
     * @param lease who held production's lock when it came in; empty for a mere reading, and when nobody did
     */
    record Seen(String method, String template, boolean ours, Kind kind, List<String> sql, Optional<Lease> lease) {}

    /**
     * A lock that had not run out.
     *
     * @param run the id of the run that held it
     */
    record Lease(String owner, String run) {}

    /** Notes a request. */
    void see(Arrival arrival) {
        String template = arrival.template();
        boolean query = template.endsWith("/query") || template.endsWith("/raw");
        List<String> sql = query ? statements(arrival.request()) : List.of();
        String method = arrival.request().method();
        Kind kind = template.equals(MISSING) ? Kind.READ : kind(method, query, sql);
        Optional<Lease> lease = kind == Kind.WRITE ? lease() : Optional.empty();
        seen.add(new Seen(method, template, isOurs(arrival), kind, sql, lease));
    }

    /** Whether d4 sent a request. */
    static boolean isOurs(Arrival arrival) {
        return arrival.request().headers().first("user-agent").orElse("").startsWith("d4/");
    }

    private Optional<Lease> lease() {
        return held
                .rowsOf("d4_lock", "SELECT owner, run_id FROM d4_lock WHERE name = 'shop' AND expires_at > unixepoch()")
                .stream()
                .map(row -> new Lease(row.get(0), row.get(1)))
                .findFirst();
    }

    /** All requests so far, in the order in which they came. */
    List<Seen> seen() {
        return List.copyOf(seen);
    }

    /** Those from a place in that order on that are no mere reading. */
    List<Seen> writesSince(int count) {
        return seen.stream()
                .skip(count)
                .filter(each -> each.kind() != Kind.READ)
                .toList();
    }

    private static Kind kind(String method, boolean query, List<String> sql) {
        if (!query) {
            return method.toUpperCase(Locale.ROOT).equals("GET") ? Kind.READ : Kind.WRITE;
        }
        List<String> writing = sql.stream()
                .filter(statement -> !READING.matcher(statement).matches())
                .toList();
        if (writing.isEmpty()) {
            return Kind.READ;
        }
        boolean books = writing.stream()
                .allMatch(statement -> OWN_TABLE.matcher(statement).matches());
        return books ? Kind.BOOKS : Kind.WRITE;
    }

    private static List<String> statements(Request request) {
        try {
            JsonNode body = JSON.readTree(request.body().bytes());
            List<String> statements = new ArrayList<>();
            for (JsonNode one : body.has("batch") ? body.path("batch") : List.of(body)) {
                statements.add(one.path("sql").asText());
            }
            return statements;
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }
}
