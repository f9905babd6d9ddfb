package com.pmerit.d4.cloudflare;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A deployment as it is asked for.
 *
 * @param manifest the hash of each file by its path, which begins with a slash
 * @param branch production when it is the project's production branch
 * @param commit hash of the commit
 * @param message what stands beside it; Cloudflare keeps 384 bytes of UTF-8
 * @param dirty whether the working tree had changes that are not in the commit
 * @param parts files that are no assets: {@code _headers}, {@code _redirects}, {@code _worker.bundle}, {@code _routes.json}
 */
public record PagesDeploymentRequest(
        Map<String, String> manifest,
        String branch,
        Optional<String> commit,
        String message,
        boolean dirty,
        List<Part> parts) {
    /** Keeps the order. */
    public PagesDeploymentRequest {
        manifest = Collections.unmodifiableMap(new LinkedHashMap<>(manifest));
        parts = List.copyOf(parts);
        if (manifest.isEmpty()) {
            throw new IllegalArgumentException("a deployment without files");
        }
    }

    /** One file that is no asset. */
    public static final class Part {
        private final String name;
        private final byte[] content;

        /** Copies the content. */
        public Part(String name, byte[] content) {
            this.name = name;
            this.content = content.clone();
        }

        /** Its name in the form. */
        public String name() {
            return name;
        }

        /** A copy of its bytes. */
        public byte[] content() {
            return content.clone();
        }
    }
}
