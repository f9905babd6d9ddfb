package com.pmerit.d4.cloudflare;

import java.util.Optional;

/**
 * A Worker that exists.
 *
 * @param name the script's name
 * @param lastDeployedFrom {@code wrangler}, {@code dash}, {@code api}, …
 */
public record WorkerService(String name, Optional<String> lastDeployedFrom) {}
