package com.pmerit.d4.cloudflare;

/**
 * A value that must never be shown: a token, a Worker's secret, a proxy password. Only this room can read it, and only to put it
 * into the request that needs it; {@link #toString()} is masked and there is no accessor.
 */
public final class SecretValue {
    private final String value;

    private SecretValue(String value) {
        this.value = value;
    }

    /**
     * Wraps a value.
     *
     * @throws IllegalArgumentException when the value is empty: an empty secret is always an unset variable somewhere
     */
    public static SecretValue of(String value) {
        if (value.isEmpty()) {
            throw new IllegalArgumentException(
                    "A secret value must not be empty: is the variable that should hold it unset?");
        }
        return new SecretValue(value);
    }

    String reveal() {
        return value;
    }

    @Override
    public String toString() {
        return Redactor.MASK;
    }
}
