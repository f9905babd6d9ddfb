package com.pmerit.d4.cloudflare;

import java.util.Optional;

/**
 * A D1 database.
 *
 * @param id UUID
 * @param name unique in the account
 * @param version {@code production} for every database that has Time Travel
 * @param tables what Cloudflare counts as tables; says nowhere what that is
 * @param fileSize bytes
 * @param region such as {@code WEUR}
 */
public record Database(
        String id,
        String name,
        Optional<String> version,
        Optional<Long> tables,
        Optional<Long> fileSize,
        Optional<String> region) {
    static Database read(Fields database) {
        return new Database(
                database.text("uuid"),
                database.text("name"),
                database.optionalText("version"),
                database.optionalNumber("num_tables"),
                database.optionalNumber("file_size"),
                database.optionalText("running_in_region"));
    }
}
