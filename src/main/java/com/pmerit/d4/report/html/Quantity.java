package com.pmerit.d4.report.html;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** Times, sizes and counts as people write them. */
final class Quantity {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Quantity() {}

    /** Such as {@code 1.8 MB}. */
    static String bytes(long bytes) {
        if (bytes < 1_000) {
            return count(bytes, "byte");
        }
        double amount = bytes / 1_000.0;
        String unit = "kB";
        for (String larger : new String[] {"MB", "GB", "TB"}) {
            if (amount >= 999.95) {
                amount /= 1_000;
                unit = larger;
            }
        }
        return String.format(Locale.ROOT, "%.1f %s", amount, unit);
    }

    /** Such as {@code 12 ms}, {@code 0.4 s} or {@code 2 min 5 s}. */
    static String duration(long millis) {
        if (millis < 100) {
            return millis + " ms";
        }
        return millis < 60_000
                ? String.format(Locale.ROOT, "%.1f s", millis / 1_000.0)
                : millis / 60_000 + " min " + millis % 60_000 / 1_000 + " s";
    }

    /** Such as {@code 1 table}, {@code 1,204 tables}. */
    static String count(long number, String one) {
        return String.format(Locale.ROOT, "%,d", number) + " " + one + (number == 1 ? "" : "s");
    }

    /** Such as {@code 2026-02-17 10:15 UTC}. */
    static String minute(Instant moment) {
        return MINUTE.format(moment);
    }

    /** A moment in ISO 8601; nothing when it is none, or one that no calendar has. */
    static Optional<Instant> moment(String iso) {
        try {
            Instant moment = Instant.parse(iso);
            int year = moment.atZone(ZoneOffset.UTC).getYear();
            return year < 1970 || year > 9999 ? Optional.empty() : Optional.of(moment);
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }

    /** A moment as an element; what is no moment, as it stands. */
    static void write(Html html, String iso) {
        moment(iso)
                .ifPresentOrElse(
                        moment -> html.leaf(Tag.of("time", "datetime", moment.toString()), minute(moment)),
                        () -> html.text(iso));
    }
}
