package com.pmerit.d4.sandbox.runtime;

import com.pmerit.d4.sandbox.pages.PublishedSite;
import java.io.IOException;
import java.util.Optional;

/** Which Pages site answers at a host. */
@FunctionalInterface
public interface SiteDirectory {
    /**
     * Looks it up at each request.
     *
     * @param host lower case, without a port
     * @throws IOException when what was uploaded cannot be read
     */
    Optional<PublishedSite> at(String host) throws IOException;
}
