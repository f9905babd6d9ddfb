package com.pmerit.d4.site;

import com.pmerit.d4.cloudflare.PagesDeployment;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What d4 writes beside a deployment of the site: the release, and the content by its digest. Only by that is a deployment known again,
 * for one commit may be built otherwise another day.
 *
 * @param release such as {@code 1.2.0 4be1c07d5}
 * @param digest see {@link BuiltSite#digest}
 */
record SiteMessage(String release, String digest) {
    private static final Pattern TEXT = Pattern.compile("(.+) site ([0-9a-f]{32})");
    private static final int SHORT = 12;

    /** The message beside a deployment, unless somebody wrote other words. */
    static Optional<SiteMessage> of(PagesDeployment deployment) {
        return deployment
                .message()
                .map(TEXT::matcher)
                .filter(Matcher::matches)
                .map(found -> new SiteMessage(found.group(1), found.group(2)));
    }

    String text() {
        return release + " site " + digest;
    }

    /** A digest for a person. */
    static String shortened(String digest) {
        return digest.substring(0, SHORT);
    }
}
