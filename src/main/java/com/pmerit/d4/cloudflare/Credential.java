package com.pmerit.d4.cloudflare;

/**
 * An API token and where it came from.
 *
 * @param token the token; its value is never shown
 * @param source for a person, such as {@code environment variable CLOUDFLARE_API_TOKEN}; part of every authentication failure
 */
public record Credential(SecretValue token, String source) {
    /**
     * Checks that the token can travel in a header.
     *
     * @throws IllegalArgumentException when the token contains anything but visible ASCII characters, or the source is blank
     */
    public Credential {
        if (source.isBlank()) {
            throw new IllegalArgumentException("A credential must name its source");
        }
        if (!token.reveal().chars().allMatch(character -> character > ' ' && character < 0x7f)) {
            throw new IllegalArgumentException(
                    "The API token from " + source
                            + " contains white space or characters that no Cloudflare token has: copy it again, without a line end");
        }
    }
}
