package com.pmerit.d4.sandbox.d1;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * Names one state of one database. A later state has a bookmark that is greater as text, as in D1.
 *
 * @param database the database's uuid
 * @param generation how often the database was restored
 * @param change SQLite's own count of the transactions that wrote to the file
 */
record Bookmark(String database, int generation, int change) implements Comparable<Bookmark> {
    private static final Pattern SHAPE = Pattern.compile("([0-9a-f]{8})-([0-9a-f]{8})-00000000-([0-9a-f]{32})");

    /** Reads a bookmark of this database; empty when it is of another one or no bookmark at all. */
    static Optional<Bookmark> parse(String database, String text) {
        Matcher shape = SHAPE.matcher(text);
        if (!shape.matches()) {
            return Optional.empty();
        }
        Bookmark bookmark = new Bookmark(
                database, Integer.parseUnsignedInt(shape.group(1), 16), Integer.parseUnsignedInt(shape.group(2), 16));
        return Optional.of(bookmark).filter(found -> found.text().equals(text));
    }

    /** {@code 00000001-00000002-00000000-} and 32 hex digits. */
    String text() {
        String digest = DigestUtils.md5Hex(database + ":" + generation + ":" + change);
        return String.format("%08x-%08x-00000000-%s", generation, change, digest);
    }

    @Override
    public int compareTo(Bookmark other) {
        int byGeneration = Integer.compareUnsigned(generation, other.generation);
        return byGeneration != 0 ? byGeneration : Integer.compareUnsigned(change, other.change);
    }

    @Override
    public String toString() {
        return text();
    }
}
