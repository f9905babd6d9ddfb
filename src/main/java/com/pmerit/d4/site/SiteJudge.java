package com.pmerit.d4.site;

import java.net.URI;
import java.util.List;

/** Says of a site that users meet whether it is the one that it should be. */
interface SiteJudge {

    /**
     * Asks all of it once.
     *
     * @return what is wrong, a line each
     * @throws InterruptedException when the build is stopped
     */
    List<String> ask(URI address, Visitor visitor) throws InterruptedException;

    /** What was asked, for a person. */
    String asked();
}
