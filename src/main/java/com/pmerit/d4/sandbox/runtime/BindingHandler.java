package com.pmerit.d4.sandbox.runtime;

import com.pmerit.d4.sandbox.http.Request;
import com.pmerit.d4.sandbox.http.Response;
import java.io.IOException;

/** Answers what a Worker asks one kind of binding, in the protocol that workerd speaks to that kind's backend. */
@FunctionalInterface
public interface BindingHandler {
    /**
     * Acts and answers.
     *
     * @param account the account of the Worker
     * @param resource what the binding names: a database's UUID, a bucket's name, a namespace's id
     * @param request path and body as workerd sent them
     * @throws IOException when the machine fails
     */
    Response answer(String account, String resource, Request request) throws IOException;
}
