package com.pmerit.d4.database;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a migration file, which is its identity in the tracking table, with wrangler's order: by the number before
 * the first underscore, then by UTF-16 code units; names without a number last.
 *
 * @param text the file's path below the migrations directory, with slashes
 */
public record MigrationName(String text) implements Comparable<MigrationName> {
    private static final Pattern NUMBER = Pattern.compile("^\\s*([+-]?\\d+)");
    private static final Comparator<MigrationName> WRANGLERS_ORDER = Comparator.comparing(
                    (MigrationName name) -> name.number().isEmpty())
            .thenComparing(name -> name.number().orElse(BigInteger.ZERO))
            .thenComparing(MigrationName::text);

    /** The leading number, when there is one. */
    public Optional<BigInteger> number() {
        int underscore = text.indexOf('_');
        Matcher matcher = NUMBER.matcher(underscore < 0 ? text : text.substring(0, underscore));
        return matcher.find() ? Optional.of(new BigInteger(matcher.group(1))) : Optional.empty();
    }

    @Override
    public int compareTo(MigrationName other) {
        return WRANGLERS_ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return text;
    }
}
