package com.pmerit.d4.sandbox.pages;

import com.pmerit.d4.sandbox.assets.Site;
import com.pmerit.d4.sandbox.workers.RunnableVersion;
import java.util.Optional;

/**
 * A deployment as it is served.
 *
 * @param files its static half
 * @param functions its Worker, if it has one
 */
public record PublishedSite(Site files, Optional<Functions> functions) {
    /**
     * The Worker of a deployment.
     *
     * @param version what runs
     * @param routes the paths that reach it
     */
    public record Functions(RunnableVersion version, RoutesFile routes) {}

    /** The Worker that answers at a path as it is in the URL; empty when the files do. */
    public Optional<RunnableVersion> worker(String path) {
        return functions.filter(found -> found.routes().reaches(path)).map(Functions::version);
    }
}
