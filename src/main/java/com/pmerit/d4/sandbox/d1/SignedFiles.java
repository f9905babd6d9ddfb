package com.pmerit.d4.sandbox.d1;

import com.pmerit.d4.sandbox.http.Refusal;
import com.pmerit.d4.sandbox.http.Request;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** URLs that need no token because they cannot be guessed; each is good for one file and one hour, in this process only. */
final class SignedFiles {
    private static final Duration VALID = Duration.ofHours(1);

    private final String prefix;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Signed> files = new ConcurrentHashMap<>();

    /** Files below this path of the server. */
    SignedFiles(String prefix) {
        this.prefix = prefix;
    }

    /** One file behind a URL. */
    record Signed(Path file, String etag, Instant until) {}

    /** The template of the route that serves them. */
    String template() {
        return prefix + "/{signature}";
    }

    /** A URL of the server that this request reached. */
    String url(Request request, Path file, String etag, Instant now) {
        byte[] secret = new byte[32];
        random.nextBytes(secret);
        String signature = HexFormat.of().formatHex(secret);
        files.values().removeIf(signed -> signed.until().isBefore(now));
        files.put(signature, new Signed(file, etag, now.plus(VALID)));
        String host = request.headers()
                .first("host")
                .orElseThrow(() -> Refusal.of(400, 7400, "The request has no Host header"));
        return "http://" + host + prefix + "/" + signature;
    }

    /**
     * The file of the URL.
     *
     * @throws Refusal 403 when the signature is unknown or too old
     */
    Signed find(Request request, Instant now) {
        Signed signed = files.get(request.parameter("signature"));
        if (signed == null || signed.until().isBefore(now)) {
            throw Refusal.of(403, 10000, "This signed URL is unknown or no longer valid");
        }
        return signed;
    }
}
