package com.pmerit.d4.release;

/** A JSON document that is no plan. */
final class MalformedPlanException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedPlanException(String message) {
        super(message);
    }
}
