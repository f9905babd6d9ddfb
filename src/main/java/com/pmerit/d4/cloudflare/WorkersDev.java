package com.pmerit.d4.cloudflare;

/**
 * Whether a Worker answers under workers.dev.
 *
 * @param enabled under its own name
 * @param previews under the names of its versions
 */
public record WorkersDev(boolean enabled, boolean previews) {
    static WorkersDev read(Fields state) {
        return new WorkersDev(state.flag("enabled"), state.flag("previews_enabled"));
    }
}
