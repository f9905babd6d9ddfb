package com.pmerit.d4.cloudflare;

/** An answer lacks what its reader needs. Thrown by readers, caught where the answer is judged; never leaves this room. */
final class MalformedAnswerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedAnswerException(String what) {
        super(what);
    }

    MalformedAnswerException(String what, Throwable cause) {
        super(what, cause);
    }
}
