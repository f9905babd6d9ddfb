package com.pmerit.d4.sandbox.runtime;

/** A secret's value cannot be handed to workerd; the message names the secret and never shows the value. */
final class UnfitSecretException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String reason;

    UnfitSecretException(String reason) {
        super(reason);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
