package com.pmerit.d4.audit;

import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.cloudflare.Bucket;
import com.pmerit.d4.cloudflare.BucketUsage;
import com.pmerit.d4.cloudflare.Buckets;
import java.util.Optional;

/** One R2 bucket of one environment, or why it could not be read. */
public sealed interface BucketAudit {
    /** By which the Worker has it, such as {@code IMAGES}. */
    String binding();

    /** Its name in Cloudflare. */
    String name();

    /**
     * It is there, and Cloudflare says how much is in it.
     *
     * @param objects how many; empty when the answer does not say
     * @param bytes of their contents; empty when the answer does not say
     * @param countedAt when Cloudflare counted, as it writes it
     */
    record Counted(
            String binding, String name, Optional<Long> objects, Optional<Long> bytes, Optional<String> countedAt)
            implements BucketAudit {}

    /**
     * It is there, and how much is in it is not given.
     *
     * @param why one sentence
     */
    record NotGiven(String binding, String name, String why) implements BucketAudit {}

    /**
     * It is not there, or cannot be read.
     *
     * @param why one sentence
     */
    record Unreadable(String binding, String name, String why) implements BucketAudit {}

    /** Asks how much is in it, and where that is not given, whether it is there. */
    static BucketAudit of(AccountApi account, String binding, com.pmerit.d4.contract.Bucket bucket) {
        String name = bucket.name();
        Buckets buckets = account.buckets().in(bucket.jurisdiction());
        ApiResult<BucketUsage> usage = buckets.usage(name);
        return usage.fold(
                counted -> new Counted(binding, name, counted.objects(), counted.bytes(), counted.countedAt()),
                refused -> withoutUsage(buckets.get(name).orAbsent(), binding, name, refused.message()));
    }

    private static BucketAudit withoutUsage(
            ApiResult<Optional<Bucket>> there, String binding, String name, String refused) {
        return there.fold(
                found -> found.isPresent()
                        ? new NotGiven(binding, name, refused)
                        : new Unreadable(binding, name, "the account has no R2 bucket '" + name + "'"),
                failure -> new Unreadable(binding, name, failure.message()));
    }
}
