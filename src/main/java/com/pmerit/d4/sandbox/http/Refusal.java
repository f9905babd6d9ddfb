package com.pmerit.d4.sandbox.http;

import java.util.List;

/**
 * Thrown by a handler that refuses a request: becomes the envelope {@code success: false} with this status and these errors.
 */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient List<ApiError> errors;

    /**
     * @param status an HTTP status from 400 to 599
     * @param errors at least one
     */
    public Refusal(int status, List<ApiError> errors) {
        super(errors.isEmpty() ? "" : errors.get(0).message(), null, false, false);
        if (status < 400 || status > 599 || errors.isEmpty()) {
            throw new IllegalArgumentException("a refusal has a status from 400 to 599 and at least one error");
        }
        this.status = status;
        this.errors = List.copyOf(errors);
    }

    /** A refusal with one error. */
    public static Refusal of(int status, int code, String message) {
        return new Refusal(status, List.of(new ApiError(code, message)));
    }

    /** The HTTP status of the answer. */
    public int status() {
        return status;
    }

    /** The errors of the envelope, in order. */
    public List<ApiError> errors() {
        return errors;
    }
}
