package com.pmerit.d4.smoke;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * One GET request.
 *
 * @param url the whole URL as the public would ask it
 * @param headers the request's headers
 * @param timeout from the first packet to the last byte of the answer
 */
public record Question(URI url, Map<String, String> headers, Duration timeout) {
    public Question {
        headers = Map.copyOf(headers);
    }
}
