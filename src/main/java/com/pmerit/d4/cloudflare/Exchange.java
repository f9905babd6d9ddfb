package com.pmerit.d4.cloudflare;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One request and its answer, for a log. Both bodies are masked and bounded.
 *
 * @param method HTTP method
 * @param path below the base URL, or a host for what goes elsewhere; never a query
 * @param attempt 1 for the first try of a call
 * @param status HTTP status; empty when no answer came
 * @param duration from the first byte sent to the last one read
 * @param sentBytes size of the request body
 * @param receivedBytes size of the answer's body as far as it was read
 * @param sent masked request body, cut after some kilobytes
 * @param received masked answer, cut after some kilobytes
 * @param ray the {@code cf-ray} header
 * @param trouble what went wrong on the wire, if anything
 */
public record Exchange(
        String method,
        String path,
        int attempt,
        OptionalInt status,
        Duration duration,
        long sentBytes,
        long receivedBytes,
        String sent,
        String received,
        Optional<String> ray,
        Optional<String> trouble) {}
