package com.pmerit.d4.smoke;

import java.net.URI;
import java.util.Optional;

/**
 * Where the public hosts are found: in the internet, or all of them behind the front of an embedded Cloudflare, which knows
 * them apart by the Host header.
 *
 * @param front the front's address, such as {@code http://127.0.0.1:8787}; empty for the internet
 */
public record DataPlane(Optional<URI> front) {
    /**
     * Checks the front.
     *
     * @throws IllegalArgumentException when it is not an http address of this machine with a port and nothing after it
     */
    public DataPlane {
        front.ifPresent(address -> {
            boolean bare = address.getRawPath().isEmpty() || "/".equals(address.getRawPath());
            boolean here = "127.0.0.1".equals(address.getHost()) || "localhost".equals(address.getHost());
            if (!"http".equals(address.getScheme()) || !here || address.getPort() < 1 || !bare) {
                throw new IllegalArgumentException("not the front of an embedded Cloudflare: " + address);
            }
        });
    }

    /** The internet as it is. */
    public static DataPlane internet() {
        return new DataPlane(Optional.empty());
    }

    /** All hosts behind this front. */
    public static DataPlane behind(URI front) {
        return new DataPlane(Optional.of(front));
    }
}
