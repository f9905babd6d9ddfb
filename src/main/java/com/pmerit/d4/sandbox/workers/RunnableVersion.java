package com.pmerit.d4.sandbox.workers;

import java.util.List;
import java.util.Map;

/**
 * All that is needed to run one version of a Worker.
 *
 * @param account the account it belongs to, whose databases, buckets and namespaces its bindings name
 * @param script the script's name
 * @param id the version's UUID
 * @param mainModule the name of the entry module
 * @param modules all modules but source maps, the entry module first
 * @param compatibilityDate {@code YYYY-MM-DD}; empty when none was given
 * @param compatibilityFlags as uploaded
 * @param bindings as the API shows them
 * @param secrets a value for each binding of type {@code secret_text}, by name
 * @param createdOn when it was uploaded, ISO-8601 in UTC, for a version_metadata binding
 * @param tag its annotation {@code workers/tag}; empty when it has none
 */
public record RunnableVersion(
        String account,
        String script,
        String id,
        String mainModule,
        List<WorkerModule> modules,
        String compatibilityDate,
        List<String> compatibilityFlags,
        List<Binding> bindings,
        Map<String, SecretValue> secrets,
        String createdOn,
        String tag) {
    public RunnableVersion {
        modules = List.copyOf(modules);
        compatibilityFlags = List.copyOf(compatibilityFlags);
        bindings = List.copyOf(bindings);
        secrets = Map.copyOf(secrets);
    }
}
