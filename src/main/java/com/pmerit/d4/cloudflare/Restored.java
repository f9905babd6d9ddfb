package com.pmerit.d4.cloudflare;

import java.util.Optional;

/**
 * A D1 database that was taken back in time.
 *
 * @param bookmark where it is now
 * @param previousBookmark where it was: restoring to it undoes the restore
 * @param message Cloudflare's words
 */
public record Restored(String bookmark, String previousBookmark, Optional<String> message) {}
