package com.pmerit.d4.sandbox.http;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The latest requests, for tests: what was called and how it ended, without bodies, queries or header values. */
public final class RequestLog {
    private static final int MOST = 20_000;

    private final Deque<Entry> entries = new ArrayDeque<>();
    private long count;

    /**
     * One request.
     *
     * @param number from 1, in the order of arrival at the end of handling
     * @param method upper case
     * @param path the raw path without the query
     * @param template the route's template, empty when no route matched
     * @param bodyDigest lower-case hex SHA-256 of the body
     * @param status the status that was answered, 0 when the connection was dropped
     */
    public record Entry(long number, String method, String path, String template, String bodyDigest, int status) {}

    /** All entries, oldest first; of more than 20,000 the latest. */
    public synchronized List<Entry> entries() {
        return List.copyOf(new ArrayList<>(entries));
    }

    /** Forgets all entries; numbers go on. */
    public synchronized void clear() {
        entries.clear();
    }

    synchronized void add(String method, String path, String template, String bodyDigest, int status) {
        entries.addLast(new Entry(++count, method, path, template, bodyDigest, status));
        if (entries.size() > MOST) {
            entries.removeFirst();
        }
    }
}
