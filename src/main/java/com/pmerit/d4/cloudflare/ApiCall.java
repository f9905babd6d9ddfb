package com.pmerit.d4.cloudflare;

/**
 * One call, as it is named in messages.
 *
 * @param purpose what it is for and on which object, after "could not": {@code list the versions of Worker "shop"}
 * @param method HTTP method
 * @param path below the base URL, without the query
 * @param callClass what may be done when its outcome is unknown
 */
public record ApiCall(String purpose, String method, String path, CallClass callClass) {
    @Override
    public String toString() {
        return purpose + " (" + method + " " + path + ")";
    }
}
