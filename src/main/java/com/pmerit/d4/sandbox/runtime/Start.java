package com.pmerit.d4.sandbox.runtime;

/** What became of starting a version. */
sealed interface Start {
    /** It listens. */
    record Listening(WorkerdProcess process) implements Start {}

    /**
     * The version is at fault.
     *
     * @param words workerd's own, or Cloudflare's; without secrets
     */
    record Refused(String words) implements Start {}

    /**
     * The machine is at fault: no workerd, no shell, or workerd says nothing that concerns the version.
     *
     * @param reason what happened and the remedy; without secrets
     */
    record Unable(String reason) implements Start {}
}
