package com.pmerit.d4.sandbox.workers;

/** The value of a secret. It is never written, and it does not show itself. */
public final class SecretValue {
    private final String value;

    /** Wraps a value. */
    public SecretValue(String value) {
        this.value = value;
    }

    /** The value itself: for the Worker's own environment, and for nothing else. */
    public String reveal() {
        return value;
    }

    @Override
    public String toString() {
        return "[secret]";
    }
}
