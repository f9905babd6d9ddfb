package com.pmerit.d4.contract;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The question that shows whether a deployed Worker lives, and the answer it must give.
 *
 * @param path the path and query below the environment's url, beginning with a slash
 * @param status the HTTP status, by default 200
 * @param contentType the media type of the answer without its parameters, in lower case; by default
 *     {@code application/json} when {@code json} expects something, else not asked
 * @param json what is expected at which path of the JSON answer: names joined by dots, a number for an element of an
 *     array, such as {@code checks.0.status}
 * @param headers what is expected of which header, names in lower case
 * @param marker a text that must occur in the body
 * @param version where the answer names the version that gives it: {@code header:} and a header's name, or a path in the
 *     JSON answer; what is there comes from the Worker's version metadata binding
 * @param deadline how long to ask again until the answer is right, by default 90 s
 * @param interval how long to wait between two questions, by default 2 s
 * @param latency what follows when the new version takes three times as long to answer as the old one, by default a warning
 */
public record Smoke(
        String path,
        int status,
        Optional<String> contentType,
        Map<String, Expectation> json,
        Map<String, Expectation> headers,
        Optional<String> marker,
        Optional<String> version,
        Duration deadline,
        Duration interval,
        Latency latency) {
    /** What follows when a new version answers much more slowly than the one before it. */
    public enum Latency {
        /** The report says so. */
        WARN,
        /** The release stops before traffic moves. */
        FAIL
    }

    /** The status of a healthy answer, unless the POM says another. */
    public static final int DEFAULT_STATUS = 200;

    /** How long to go on asking, unless the POM says otherwise. */
    public static final Duration DEFAULT_DEADLINE = Duration.ofSeconds(90);

    /** How long to wait between questions, unless the POM says otherwise. */
    public static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(2);

    /** Checks path, status and times, and keeps the maps' order. */
    public Smoke {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("A smoke path that does not begin with a slash: " + path);
        }
        if (status < 100 || status > 599) {
            throw new IllegalArgumentException("Not an HTTP status: " + status);
        }
        if (deadline.isNegative() || deadline.isZero() || interval.isNegative() || interval.isZero()) {
            throw new IllegalArgumentException("A deadline and an interval must be longer than nothing");
        }
        json = Collections.unmodifiableMap(new LinkedHashMap<>(json));
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }
}
