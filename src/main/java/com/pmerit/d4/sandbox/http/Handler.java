package com.pmerit.d4.sandbox.http;

import java.io.IOException;

/** Answers one route. */
@FunctionalInterface
public interface Handler {
    /**
     * Acts and answers.
     *
     * @throws Refusal when the request is refused; becomes the error envelope
     * @throws IOException when the machine fails; becomes a 500
     */
    Response answer(Request request) throws IOException;
}
