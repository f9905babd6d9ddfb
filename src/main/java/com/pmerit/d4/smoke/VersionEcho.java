package com.pmerit.d4.smoke;

/**
 * Where a Worker's answer names the version that gives it: the {@code id} of its version metadata binding (Cloudflare
 * "Version metadata binding").
 */
public sealed interface VersionEcho {

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
