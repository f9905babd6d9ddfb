package com.pmerit.d4.site;

import java.net.URI;
import java.util.Optional;

/** What a visitor of a site meets first: at its root, or where that redirects to within the site. */
sealed interface FirstPage {
    /** How many redirects in a row are followed. */
    int MOST_HOPS = 5;

    /**
     * It was met.
     *
     * @param path where, decoded
     */
    record Met(String path, Page page) implements FirstPage {
        /** The beginning of a sentence about it. */
        String subject() {
            return path.equals("/") ? "/" : "/ leads to " + path.replaceAll("\\p{Cntrl}", "?") + ", which";
        }
    }

    /**
     * The redirects lead to no page of the site.
     *
     * @param why a sentence
     */
    record Lost(String why) implements FirstPage {}

    /** Asks for it, past all caches. Follows no redirect that leads to another host or out of TLS. */
    static FirstPage of(URI address, Visitor visitor) throws InterruptedException {
        String path = "/";
        for (int hop = 0; hop <= MOST_HOPS; hop++) {
            URI asked = SiteQuestions.at(address, path);
            Page page = visitor.visit(asked);
            if (!(page instanceof Page.Answered answer) || !answer.isRedirect()) {
                return new Met(path, page);
            }
            Optional<URI> target = target(asked, answer.location().orElse(""));
            if (target.isEmpty() || !isWithin(asked, target.get())) {
                return new Lost("/ answers " + answer.status() + " and leads "
                        + target.map(outside ->
                                        "out of the site, to " + outside.getScheme() + "://" + outside.getAuthority())
                                .orElse("to what is no address"));
            }
            path = target.get().getPath().isEmpty() ? "/" : target.get().getPath();
        }
        return new Lost("/ redirects more than " + MOST_HOPS + " times in a row");
    }

    private static Optional<URI> target(URI asked, String location) {
        try {
            return Optional.of(asked.resolve(location)).filter(target -> target.getHost() != null);
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }

    private static boolean isWithin(URI asked, URI target) {
        return asked.getScheme().equalsIgnoreCase(target.getScheme())
                && asked.getAuthority().equalsIgnoreCase(target.getAuthority());
    }
}
