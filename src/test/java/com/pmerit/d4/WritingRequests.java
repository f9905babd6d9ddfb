package com.pmerit.d4;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.pmerit.d4.cloudflare.Exchange;
import com.pmerit.d4.cloudflare.ExchangeListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Remembers the requests that may change something: all but GET, and but SQL of which each statement is a SELECT. What cannot
 * be read to its end counts as one that writes.
 */
public final class WritingRequests implements ExchangeListener {
    private final List<String> all = new CopyOnWriteArrayList<>();
    private final List<String> writing = new CopyOnWriteArrayList<>();

    @Override
    public void exchanged(Exchange exchange) {
        String request = exchange.method() + " " + exchange.path();
        all.add(request);
        boolean reads = exchange.method().equals("GET")
                || (exchange.path().endsWith("/query")
                        && isSelect(exchange.sent().text()));
        if (!reads) {
            writing.add(request + " " + exchange.sent().text());
        }
    }

    /** How many requests there were in all. */
    public int count() {
        return all.size();
    }

    /** Those that may change something, with what they sent. */
    public List<String> writing() {
        return List.copyOf(writing);
    }

    private static boolean isSelect(String sent) {
        try {
            JsonNode batch = new ObjectMapper().readTree(sent).path("batch");
            return !batch.isEmpty()
                    && batch.valueStream()
                            .allMatch(
                                    statement -> statement.path("sql").asText().startsWith("SELECT "));
        } catch (JsonProcessingException cut) {
            return false;
        }
    }
}
