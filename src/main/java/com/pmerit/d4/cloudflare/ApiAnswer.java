package com.pmerit.d4.cloudflare;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What is told about an answer that was not the expected one.
 *
 * @param status HTTP status
 * @param errors of the envelope; empty when there was no envelope
 * @param ray the {@code cf-ray} header, which Cloudflare's support asks for
 */
public record ApiAnswer(int status, List<ApiError> errors, Optional<String> ray) {
    /** Makes the list unchangeable. */
    public ApiAnswer {
        errors = List.copyOf(errors);
    }

    /** Whether one of the errors has this code. */
    public boolean hasCode(int code) {
        return errors.stream().anyMatch(error -> error.code() == code);
    }

    /** Status, errors and cf-ray in one line. */
    @Override
    public String toString() {
        String texts = errors.stream().map(ApiError::toString).collect(Collectors.joining("; "));
        return "HTTP " + status + (texts.isEmpty() ? "" : ", " + texts)
                + ray.map(id -> ", cf-ray " + id).orElse("");
    }
}
