package com.pmerit.d4.site;

import java.util.List;

/** What became of the attempt to build the site. */
public sealed interface SiteBuild {

    /** It is built. */
    record Made(BuiltSite site) implements SiteBuild {}

    /**
     * It is not.
     *
     * @param why what happened
     * @param details the words of the tool that was asked, line by line
     * @param remedy what mends it
     */
    record Impossible(String why, List<String> details, String remedy) implements SiteBuild {
        public Impossible {
            details = List.copyOf(details);
        }

        public Impossible(String why, String remedy) {
            this(why, List.of(), remedy);
        }
    }
}
