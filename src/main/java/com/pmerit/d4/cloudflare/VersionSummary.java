package com.pmerit.d4.cloudflare;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A version of a Worker as lists show it.
 *
 * @param id UUID
 * @param number counts up with each upload
 * @param createdOn when it was uploaded
 * @param source {@code wrangler}, {@code api}, {@code dash}, …
 * @param author e-mail address, when Cloudflare tells it
 * @param annotations such as {@code workers/tag}
 */
public record VersionSummary(
        String id,
        long number,
        Instant createdOn,
        Optional<String> source,
        Optional<String> author,
        Map<String, String> annotations) {
    /** Makes the map unchangeable. */
    public VersionSummary {
        annotations = Map.copyOf(annotations);
    }

    /** The {@code workers/tag} annotation. */
    public Optional<String> tag() {
        return Optional.ofNullable(annotations.get("workers/tag"));
    }

    /** The {@code workers/message} annotation. */
    public Optional<String> message() {
        return Optional.ofNullable(annotations.get("workers/message"));
    }

    static VersionSummary read(Fields version) {
        Fields metadata = version.object("metadata");
        return new VersionSummary(
                version.text("id"),
                version.number("number"),
                metadata.instant("created_on"),
                metadata.optionalText("source"),
                metadata.optionalText("author_email"),
                version.textMembers("annotations"));
    }
}
