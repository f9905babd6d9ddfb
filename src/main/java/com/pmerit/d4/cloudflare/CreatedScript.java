package com.pmerit.d4.cloudflare;

import java.util.Optional;

/**
 * A Worker that was uploaded and put live in one call.
 *
 * @param name the script's name
 * @param versionId UUID of its version, when Cloudflare tells it
 * @param etag digest that Cloudflare gives the code
 */
public record CreatedScript(String name, Optional<String> versionId, Optional<String> etag) {}
