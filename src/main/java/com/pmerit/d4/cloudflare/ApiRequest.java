package com.pmerit.d4.cloudflare;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A request, ready to be sent as often as its class allows.
 *
 * @param call how it is named
 * @param uri where it goes
 * @param headers beyond authorization, user agent and accept
 * @param payload its body
 * @param authorized whether the token is sent along
 * @param answerIsPrivate whether the answer is kept out of every log, for it holds rows of the project's users
 */
record ApiRequest(
        ApiCall call,
        URI uri,
        Map<String, String> headers,
        Payload payload,
        boolean authorized,
        boolean answerIsPrivate) {
    ApiRequest {
        headers = Map.copyOf(headers);
    }

    ApiRequest(ApiCall call, URI uri, Map<String, String> headers, Payload payload, boolean authorized) {
        this(call, uri, headers, payload, authorized, false);
    }

    /** The same call with an answer that no log may show. */
    ApiRequest withPrivateAnswer() {
        return new ApiRequest(call, uri, headers, payload, authorized, true);
    }

    /** The same call with another credential in place of the API token. */
    ApiRequest inPlaceOfTheToken(SecretValue credential) {
        ApiRequest named = withHeader("Authorization", "Bearer " + credential.reveal());
        return new ApiRequest(call, uri, named.headers(), payload, false, answerIsPrivate);
    }

    ApiRequest withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new ApiRequest(call, uri, more, payload, authorized, answerIsPrivate);
    }

    /** The same call with another body. */
    ApiRequest withPayload(Payload other) {
        return new ApiRequest(call, uri, headers, other, authorized, answerIsPrivate);
    }
}
