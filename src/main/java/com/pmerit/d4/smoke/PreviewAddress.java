package com.pmerit.d4.smoke;

import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.cloudflare.ApiResult;
import java.net.URI;
import java.util.Optional;

/** Where a version answers under a host name of its own (Workers documentation, "Preview URLs"). */
final class PreviewAddress {
    private static final int VERSION_DIGITS = 8;

    /** The longest label of a host name (RFC 1035, 2.3.4). */
    private static final int LONGEST_LABEL = 63;

    private final AccountApi account;

    PreviewAddress(AccountApi account) {
        this.account = account;
    }

    /** {@code https://{first 8 of the id}-{worker}.{subdomain}.workers.dev}; empty where the version has none. */
    ApiResult<Optional<URI>> of(String worker, String version) {
        String label = version.substring(0, Math.min(VERSION_DIGITS, version.length())) + "-" + worker;
        // A script's name may have what a host's may not.
        if (label.length() > LONGEST_LABEL || label.contains("_")) {
            return new ApiResult.Ok<>(Optional.empty());
        }
        return account.triggers()
                .workersDev(worker)
                .then(state -> state.previews()
                        ? account.versions()
                                .get(worker, version)
                                .map(found -> found.preview().orElse(true))
                        : new ApiResult.Ok<>(false))
                .then(hasPreview ->
                        hasPreview ? account.subdomain().get() : new ApiResult.Ok<>(Optional.<String>empty()))
                .map(subdomain -> subdomain.map(name -> URI.create("https://" + label + "." + name + ".workers.dev")));
    }
}
