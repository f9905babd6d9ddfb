package com.pmerit.d4.sandbox.runtime;

/** Whether a version can start. */
public sealed interface VersionCheck {
    /** It starts, and is left running for its first request. */
    record Starts() implements VersionCheck {}

    /**
     * It does not: Cloudflare refuses such an upload with code 10021.
     *
     * @param words why, as workerd says it; without secrets
     */
    record DoesNotStart(String words) implements VersionCheck {}

    /**
     * Not known, because workerd could not be run.
     *
     * @param reason what happened and the remedy
     */
    record Unknown(String reason) implements VersionCheck {}
}
