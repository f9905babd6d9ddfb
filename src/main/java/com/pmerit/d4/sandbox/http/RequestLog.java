package com.pmerit.d4.sandbox.http;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The latest requests, for tests: what was called and how it ended, without bodies, queries or header values. */
public final class RequestLog {
    private static final int MOST = 20_000;

    private final Deque<Entry> entries = new ArrayDeque<>();
    private final List<Consumer<Arrival>> witnesses = new CopyOnWriteArrayList<>();
    private long count;

    /**
     * One request.
     *
     * @param number from 1, in the order of arrival at the end of handling
     * @param method upper case
     * @param path the raw path without the query
     * @param template the route's template, empty when no route matched
     * @param bodyChecksum CRC-32C of the body, by which two of them can be told apart
     * @param status the status that was answered, 0 when the connection was dropped
     */
    public record Entry(long number, String method, String path, String template, long bodyChecksum, int status) {}

    /**
     * A request that has come in whole, and that nothing was done about yet.
     *
     * @param request its headers and body may hold secrets
     * @param template the route's template, empty when no route matched
     */
    public record Arrival(Request request, String template) {}

    /**
     * Tells of each request from now on, in the thread that serves it, before the server acts and before a fault sets in: a test
     * can look what the state was at that moment. The request waits until the witness returns.
     */
    public void tell(Consumer<Arrival> witness) {
        witnesses.add(witness);
    }

    /** All entries, oldest first; of more than 20,000 the latest. */
    public synchronized List<Entry> entries() {
        return List.copyOf(new ArrayList<>(entries));
    }

    /** Forgets all entries; numbers go on. */
    public synchronized void clear() {
        entries.clear();
    }

    void arrived(Request request, String template) {
        Arrival arrival = new Arrival(request, template);
        witnesses.forEach(witness -> witness.accept(arrival));
    }

    synchronized void add(String method, String path, String template, long bodyChecksum, int status) {
        entries.addLast(new Entry(++count, method, path, template, bodyChecksum, status));
        if (entries.size() > MOST) {
            entries.removeFirst();
        }
    }
}
