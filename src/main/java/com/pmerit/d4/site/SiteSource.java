package com.pmerit.d4.site;

import com.pmerit.d4.cloudflare.PagesProject;
import com.pmerit.d4.contract.SitePlacement;

/** Gives the built site of an environment; built once a build, however often it is asked for. */
@FunctionalInterface
public interface SiteSource {

    /**
     * Builds the site, or gives the one built before.
     *
     * @param project says how its Functions will run
     * @throws InterruptedException when the build is stopped
     */
    SiteBuild built(SitePlacement placement, PagesProject project) throws InterruptedException;
}
