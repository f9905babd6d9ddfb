package com.pmerit.d4.cloudflare;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The static files of a version that is uploaded.
 *
 * @param token the one with which their upload session ended
 * @param config how they are served: {@code html_handling}, {@code not_found_handling}, {@code run_worker_first}, {@code _headers},
 *     {@code _redirects}
 */
public record AttachedAssets(SecretValue token, ObjectNode config) {}
