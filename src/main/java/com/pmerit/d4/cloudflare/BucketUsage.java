package com.pmerit.d4.cloudflare;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * How much is in an R2 bucket, of both storage classes together, as Cloudflare counted it last.
 *
 * @param objects how many; empty when the answer does not say
 * @param bytes of their contents; empty when the answer does not say
 * @param countedAt as Cloudflare writes it
 */
public record BucketUsage(Optional<Long> objects, Optional<Long> bytes, Optional<String> countedAt) {
    static BucketUsage read(Fields usage) {
        return new BucketUsage(
                sum(usage, "objectCount", "infrequentAccessObjectCount"),
                sum(usage, "payloadSize", "infrequentAccessPayloadSize"),
                usage.optionalText("end"));
    }

    /** Of the second class there may be no word; of the first there must be one. */
    private static Optional<Long> sum(Fields usage, String standard, String infrequent) {
        if (!usage.has(standard)) {
            return Optional.empty();
        }
        return Optional.of(Stream.of(standard, infrequent)
                .filter(usage::has)
                .mapToLong(field -> number(usage, field))
                .sum());
    }

    /** The numbers come as texts. */
    private static long number(Fields usage, String field) {
        String text = usage.text(field);
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException notANumber) {
            throw new MalformedAnswerException(
                    "the usage of a bucket has a " + field + " that is no number", notANumber);
        }
    }
}
