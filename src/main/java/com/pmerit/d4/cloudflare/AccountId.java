package com.pmerit.d4.cloudflare;

import java.util.regex.Pattern;

/**
 * The id of a Cloudflare account.
 *
 * @param value 32 lower-case hexadecimal digits
 */
public record AccountId(String value) {
    private static final Pattern SHAPE = Pattern.compile("[0-9a-f]{32}");

    /**
     * Checks the shape.
     *
     * @throws IllegalArgumentException when the value is not an account id
     */
    public AccountId {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("\"" + PlainText.of(value)
                    + "\" is not a Cloudflare account id: it has 32 lower-case hexadecimal digits (dashboard, Workers & Pages,"
                    + " Account ID)");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
