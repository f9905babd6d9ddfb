package com.pmerit.d4.cloudflare;

import java.util.List;
import java.util.Optional;

/**
 * A version of a Worker with what is bound to it.
 *
 * @param summary who, when, and with which annotations
 * @param bindings all bindings; secrets by name only
 * @param etag digest that Cloudflare gives the code
 * @param compatibilityDate when one is set
 * @param compatibilityFlags may be empty
 * @param preview whether it has a preview URL, when Cloudflare tells it
 */
public record WorkerVersion(
        VersionSummary summary,
        List<Binding> bindings,
        Optional<String> etag,
        Optional<String> compatibilityDate,
        List<String> compatibilityFlags,
        Optional<Boolean> preview) {
    /** Makes the lists unchangeable. */
    public WorkerVersion {
        bindings = List.copyOf(bindings);
        compatibilityFlags = List.copyOf(compatibilityFlags);
    }

    /** UUID. */
    public String id() {
        return summary.id();
    }

    /** The names of its secrets. */
    public List<String> secretNames() {
        return bindings.stream().filter(Binding::isSecret).map(Binding::name).toList();
    }

    static WorkerVersion read(Fields version) {
        Fields resources = version.object("resources");
        Optional<Fields> runtime = resources.optionalObject("script_runtime");
        return new WorkerVersion(
                VersionSummary.read(version),
                resources.objects("bindings").stream().map(Binding::read).toList(),
                resources.optionalObject("script").flatMap(script -> script.optionalText("etag")),
                runtime.flatMap(found -> found.optionalText("compatibility_date")),
                runtime.map(found -> found.texts("compatibility_flags")).orElse(List.of()),
                version.object("metadata").optionalFlag("has_preview"));
    }
}
