package com.pmerit.d4.cloudflare;

import java.util.Optional;

/**
 * An R2 bucket.
 *
 * @param name unique in the account and jurisdiction
 * @param createdOn as Cloudflare writes it
 * @param location such as {@code WEUR}
 */
public record Bucket(String name, Optional<String> createdOn, Optional<String> location) {
    static Bucket read(Fields bucket) {
        return new Bucket(bucket.text("name"), bucket.optionalText("creation_date"), bucket.optionalText("location"));
    }
}
