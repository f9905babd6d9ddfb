package com.pmerit.d4.release;

/** A cell does not hold what d4 writes there; never leaves {@link RunReader}. */
final class MalformedRowException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedRowException(String what) {
        super(what);
    }

    MalformedRowException(String what, Exception cause) {
        super(what, cause);
    }
}
