package com.pmerit.d4.cloudflare;

/** Is told of every exchange, from the thread that made it. */
@FunctionalInterface
public interface ExchangeListener {
    /** Hears nothing. */
    ExchangeListener NONE = exchange -> {};

    /** Called after an exchange, whatever its outcome. */
    void exchanged(Exchange exchange);
}
