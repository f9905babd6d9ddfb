package com.pmerit.d4.cloudflare;

import java.util.List;
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

    /** The buckets of a jurisdiction such as {@code eu}, which the others do not see. */
    public Buckets inJurisdiction(String name) {
        return new Buckets(caller, account, Optional.of(name));
    }

    /** All buckets. {@code GET /accounts/{a}/r2/buckets}. */
    public ApiResult<List<Bucket>> list() {
        return new Pagination(caller)
                .cursor(get("list the R2 buckets", account.path("r2", "buckets")), "buckets", Bucket::read);
    }

    /** One bucket. {@code GET /accounts/{a}/r2/buckets/{b}}. */
    public ApiResult<Bucket> get(String bucket) {
        ApiRequest request = get("read R2 bucket \"" + bucket + "\"", account.path("r2", "buckets", bucket));
        return caller.call(request, envelope -> Bucket.read(envelope.object()));
    }

    private ApiRequest get(String purpose, String path) {
        ApiRequest request = caller.get(purpose, path);
        return jurisdiction
                .map(name -> request.withHeader("cf-r2-jurisdiction", name))
                .orElse(request);
    }
}
