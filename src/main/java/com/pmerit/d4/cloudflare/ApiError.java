package com.pmerit.d4.cloudflare;

/**
 * One entry of {@code errors} in the envelope.
 *
 * @param code Cloudflare's code, 0 when none was given
 * @param text one line, masked and free of control characters
 */
public record ApiError(int code, String text) {
    @Override
    public String toString() {
        return text + " [code " + code + "]";
    }
}
