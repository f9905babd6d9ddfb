package com.pmerit.d4.cloudflare;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads a Retry-After header: seconds, or an HTTP date. */
public final class RetryAfter {
    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");

    private final InstantSource clock;

    /** Reads against this clock. */
    public RetryAfter(InstantSource clock) {
        this.clock = clock;
    }

    /** How long to wait; empty when there was no header or it could not be read. */
    public Optional<Duration> read(Optional<String> header) {
        return header.map(String::strip).flatMap(this::read);
    }

    private Optional<Duration> read(String header) {
        if (SECONDS.matcher(header).matches()) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(header)));
        }
        try {
            Instant until = ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            Duration wait = Duration.between(clock.instant(), until);
            return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
        } catch (DateTimeException notADate) {
            return Optional.empty();
        }
    }
}
