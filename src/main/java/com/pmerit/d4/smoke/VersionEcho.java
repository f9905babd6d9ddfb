package com.pmerit.d4.smoke;

/**
 * Where a Worker's answer names the version that gives it: the {@code id} of its version metadata binding (Cloudflare
 * "Version metadata binding").
 */
public sealed interface VersionEcho {

    /**
     * Reads where the POM says it is.
     *
     * @param place {@code header:} and a header's name, or a path in the JSON answer
     */
    static VersionEcho of(String place) {
        String header = "header:";
        return place.startsWith(header)
                ? new InHeader(place.substring(header.length()).trim())
                : new InJson(place);
    }

    /** The place in words, such as {@code JSON path "version.id"}. */
    String shown();

    /**
     * In the JSON body.
     *
     * @param path names joined by dots, a number for an element of an array
     */
    record InJson(String path) implements VersionEcho {
        @Override
        public String shown() {
            return "JSON path \"" + path + "\"";
        }
    }

    /**
     * In a header.
     *
     * @param name the header's name; case does not matter
     */
    record InHeader(String name) implements VersionEcho {
        @Override
        public String shown() {
            return "header \"" + name + "\"";
        }
    }
}
