package com.pmerit.d4.sandbox.r2;

import java.util.Optional;

/**
 * A bucket.
 *
 * @param name 3 to 63 characters of a-z, 0-9 and hyphen; of one in a jurisdiction that and a dot come first, so that those of one
 *     jurisdiction never meet those of another
 * @param createdOn ISO-8601 in UTC
 * @param location the location hint, upper case; empty when none was given
 * @param storageClass {@code Standard} or {@code InfrequentAccess}
 */
public record Bucket(String name, String createdOn, String location, String storageClass) {
    /** The jurisdiction of a bucket that has none. */
    static final String ANYWHERE = "default";

    /** What a bucket is kept as. */
    public static String key(String name, Optional<String> jurisdiction) {
        return jurisdiction
                        .filter(where -> !where.isEmpty() && !where.equals(ANYWHERE))
                        .map(where -> where + ".")
                        .orElse("")
                + name;
    }

    String jurisdiction() {
        int dot = name.indexOf('.');
        return dot < 0 ? ANYWHERE : name.substring(0, dot);
    }

    String bareName() {
        return name.substring(name.indexOf('.') + 1);
    }
}
