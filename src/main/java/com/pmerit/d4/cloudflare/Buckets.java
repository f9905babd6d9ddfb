package com.pmerit.d4.cloudflare;

import java.util.Optional;

/** R2 buckets. */
public final class Buckets {
    private final ApiCaller caller;
    private final AccountApi account;
    private final Optional<String> jurisdiction;

    Buckets(ApiCaller caller, AccountApi account) {
        this(caller, account, Optional.empty());
    }

    private Buckets(ApiCaller caller, AccountApi account, Optional<String> jurisdiction) {
        this.caller = caller;
        this.account = account;
        this.jurisdiction = jurisdiction;
    }

    /** Those of a jurisdiction such as {@code eu}, which no other sees, or those that have none. */
    public Buckets in(Optional<String> where) {
        return new Buckets(caller, account, where);
    }

    /** One bucket. {@code GET /accounts/{a}/r2/buckets/{b}}. */
    public ApiResult<Bucket> get(String bucket) {
        ApiRequest request = get("read R2 bucket \"" + bucket + "\"", account.path("r2", "buckets", bucket));
        return caller.call(request, envelope -> Bucket.read(envelope.object()));
    }

    /**
     * Makes a bucket; when the outcome is not known, looks for one of that name. {@code POST /accounts/{a}/r2/buckets}.
     *
     * @param bucket unique in account and jurisdiction; a taken one is refused
     */
    public ApiResult<Bucket> create(String bucket) {
        ApiRequest request = inOurs(caller.request(
                "create R2 bucket \"" + bucket + "\"",
                "POST",
                account.path("r2", "buckets"),
                CallClass.OBSERVABLE_CREATE,
                Payload.json(Json.object().put("name", bucket))));
        return caller.create(
                request,
                envelope -> Bucket.read(envelope.object()),
                () -> get(bucket).orAbsent());
    }

    /**
     * How much is in a bucket. {@code GET /accounts/{a}/r2/buckets/{b}/usage}: what Cloudflare's dashboard asks, though its
     * published schema does not list it; a token may be refused it that reads the bucket.
     */
    public ApiResult<BucketUsage> usage(String bucket) {
        ApiRequest request =
                get("read how much is in R2 bucket \"" + bucket + "\"", account.path("r2", "buckets", bucket, "usage"));
        return caller.call(request, envelope -> BucketUsage.read(envelope.object()));
    }

    private ApiRequest get(String purpose, String path) {
        return inOurs(caller.get(purpose, path));
    }

    private ApiRequest inOurs(ApiRequest request) {
        return jurisdiction
                .map(name -> request.withHeader("cf-r2-jurisdiction", name))
                .orElse(request);
    }
}
