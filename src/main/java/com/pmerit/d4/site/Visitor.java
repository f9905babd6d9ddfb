package com.pmerit.d4.site;

import java.net.URI;

/** Asks for a page as a browser does, without following where an answer sends it. */
@FunctionalInterface
public interface Visitor {

    /**
     * Asks once, past all caches.
     *
     * @throws InterruptedException when the build is stopped
     */
    Page visit(URI url) throws InterruptedException;
}
