package com.pmerit.d4.cloudflare;

import java.util.List;

/** A D1 result in which one statement failed. Thrown by readers, caught where the answer is judged; never leaves this room. */
final class StatementFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int statement;
    private final transient List<String> texts;

    StatementFailedException(int statement, List<String> texts) {
        super("statement " + statement);
        this.statement = statement;
        this.texts = texts;
    }

    ApiFailure asFailure(ApiCall call, ApiAnswer given, Redactor redactor) {
        return new ApiFailure.StatementFailed(
                call,
                given,
                statement,
                redactor.mask(texts).stream().map(PlainText::of).toList());
    }
}
