package com.pmerit.d4.sandbox.workers;

import com.pmerit.d4.sandbox.assets.Visit;
import com.pmerit.d4.sandbox.assets.WorkerAssets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
 * @param files its static files, served without its code unless they are configured otherwise
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
        String tag,
        Optional<WorkerAssets> files) {
    private static final String FILES_PREFERRED_SINCE = "2025-04-01";

    public RunnableVersion {
        modules = List.copyOf(modules);
        compatibilityFlags = List.copyOf(compatibilityFlags);
        bindings = List.copyOf(bindings);
        secrets = Map.copyOf(secrets);
    }

    /** Whether the files answer a visit: always when there is no code. */
    public Optional<WorkerAssets> files(Visit visit, boolean navigates) {
        return files.filter(found -> modules.isEmpty() || found.take(visit, navigates && prefersFiles()));
    }

    /** Workers documentation, "Compatibility flags": {@code assets_navigation_prefers_asset_serving}. */
    private boolean prefersFiles() {
        boolean byDate = compatibilityDate.compareTo(FILES_PREFERRED_SINCE) >= 0
                && !compatibilityFlags.contains("assets_navigation_has_no_effect");
        return byDate || compatibilityFlags.contains("assets_navigation_prefers_asset_serving");
    }
}
