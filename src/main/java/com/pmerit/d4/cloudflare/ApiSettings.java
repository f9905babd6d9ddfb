package com.pmerit.d4.cloudflare;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * Where the API is and how it is reached.
 *
 * @param baseUrl such as {@code https://api.cloudflare.com/client/v4}; plain http only to this machine
 * @param credential the token for every call
 * @param proxy the proxy for hosts that it does not exclude
 * @param limits of one exchange
 * @param version of d4, for the User-Agent header
 */
public record ApiSettings(
        URI baseUrl, Credential credential, Optional<ProxySettings> proxy, Limits limits, String version) {
    /** Cloudflare's own API. */
    public static final URI CLOUDFLARE = URI.create("https://api.cloudflare.com/client/v4");

    /**
     * Checks the base URL.
     *
     * @throws IllegalArgumentException when the base URL is not absolute, has a query, fragment or user, or would send the token over
     *     plain http to another machine
     */
    public ApiSettings {
        String host = baseUrl.getHost();
        if (host == null || baseUrl.getScheme() == null) {
            throw refused(baseUrl, "it must be absolute, such as " + CLOUDFLARE);
        }
        if (baseUrl.getRawUserInfo() != null || baseUrl.getRawQuery() != null || baseUrl.getRawFragment() != null) {
            throw refused(baseUrl, "it must have no user, query or fragment");
        }
        String scheme = baseUrl.getScheme().toLowerCase(Locale.ROOT);
        if (scheme.equals("http") && !Loopback.isLoopback(host)) {
            throw refused(
                    baseUrl, "plain http would show the API token to the network; use https, or a loopback address");
        }
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw refused(baseUrl, "only https, and http to this machine, are spoken here");
        }
        baseUrl = withoutTrailingSlash(baseUrl);
    }

    /** Settings with standard limits and without a proxy. */
    public static ApiSettings of(URI baseUrl, Credential credential, String version) {
        return new ApiSettings(baseUrl, credential, Optional.empty(), Limits.STANDARD, version);
    }

    private static URI withoutTrailingSlash(URI url) {
        String text = url.toString();
        return text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : url;
    }

    private static IllegalArgumentException refused(URI url, String why) {
        String shown = url.getRawUserInfo() == null ? url.toString() : "with user info";
        return new IllegalArgumentException(
                "The API base URL (CLOUDFLARE_API_BASE_URL) \"" + PlainText.of(shown) + "\" cannot be used: " + why);
    }
}
