package com.pmerit.d4.sandbox.http;

import java.util.List;

/**
 * One element of {@code errors} in Cloudflare's envelope.
 *
 * @param code Cloudflare's number for this kind of error, for example 7003
 * @param message what a person reads
 * @param chain the causes, sent as {@code error_chain} when there are any
 */
public record ApiError(int code, String message, List<ApiError> chain) {
    public ApiError {
        chain = List.copyOf(chain);
    }

    /** An error without causes. */
    public ApiError(int code, String message) {
        this(code, message, List.of());
    }
}
