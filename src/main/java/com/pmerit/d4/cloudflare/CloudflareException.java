package com.pmerit.d4.cloudflare;

/** A failed call that its caller could not act on. The message is the failure's. */
public final class CloudflareException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient ApiFailure failure;

    /** Wraps a failure. */
    public CloudflareException(ApiFailure failure) {
        super(failure.message());
        this.failure = failure;
    }

    /** What failed. */
    public ApiFailure failure() {
        return failure;
    }
}
