package com.pmerit.d4.report;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A moment as people tell it: when, and how long ago. */
record Age(Instant moment, Instant now) {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** Such as {@code 2026-02-17 10:15 UTC}. */
    static String date(Instant moment) {
        return minute(moment) + " UTC";
    }

    /** Such as {@code 2026-02-17 10:15}, in UTC. */
    static String minute(Instant moment) {
        return MINUTE.format(moment);
    }

    /** Such as {@code 3 h}; nothing is younger than now, whatever two clocks say. */
    String words() {
        Duration age = Duration.between(moment, now);
        if (age.compareTo(Duration.ofMinutes(1)) < 0) {
            return "under a minute";
        }
        if (age.compareTo(Duration.ofHours(1)) < 0) {
            return age.toMinutes() + " min";
        }
        return age.compareTo(Duration.ofDays(2)) < 0 ? age.toHours() + " h" : age.toDays() + " days";
    }

    /** Such as {@code 2026-02-17 10:15 UTC (3 h)}. */
    @Override
    public String toString() {
        return date(moment) + " (" + words() + ")";
    }
}
