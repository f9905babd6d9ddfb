package com.pmerit.d4.cloudflare;

import java.util.Optional;

/** Is asked before each request that may change something, repetitions included, and may keep it from being sent. */
@FunctionalInterface
public interface WriteGuard {
    /** What speaks against a write at this moment, as a clause for a person; empty when it may be sent. */
    Optional<String> objection();
}
