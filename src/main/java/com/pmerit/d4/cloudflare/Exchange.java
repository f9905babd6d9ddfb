package com.pmerit.d4.cloudflare;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One request and its answer, for a log. All text is masked, both bodies are bounded.
 *
 * @param method HTTP method
 * @param path below the base URL, or a host for what goes elsewhere; without the query
 * @param query of a call to the API, as it was sent; always empty for what goes elsewhere, where the query is a key
 * @param attempt 1 for the first try of a call
 * @param status HTTP status; empty when no answer came
 * @param duration from the first byte sent to the last one read
 * @param sent the request's body
 * @param received the answer's body
 * @param ray the {@code cf-ray} header
 * @param trouble what went wrong on the wire, if anything
 */
public record Exchange(
        String method,
        String path,
        Optional<String> query,
        int attempt,
        OptionalInt status,
        Duration duration,
        ExchangeBody sent,
        ExchangeBody received,
        Optional<String> ray,
        Optional<String> trouble) {}
