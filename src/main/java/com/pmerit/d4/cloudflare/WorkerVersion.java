package com.pmerit.d4.cloudflare;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A version of a Worker with what is bound to it.
 *
 * @param summary who, when, and with which annotations
 * @param bindings all bindings; secrets by name only
 * @param etag digest that Cloudflare gives the code
 * @param compatibilityDate when one is set
 * @param compatibilityFlags may be empty
 * @param repeated what an upload of the same code has to say again, by the field of the upload: {@code limits}, {@code placement},
 *     {@code cache_options}
 * @param preview whether it has a preview URL, when Cloudflare tells it
 */
public record WorkerVersion(
        VersionSummary summary,
        List<Binding> bindings,
        Optional<String> etag,
        Optional<String> compatibilityDate,
        List<String> compatibilityFlags,
        Map<String, JsonNode> repeated,
        Optional<Boolean> preview) {
    /** Makes the collections unchangeable. */
    public WorkerVersion {
        bindings = List.copyOf(bindings);
        compatibilityFlags = List.copyOf(compatibilityFlags);
        repeated = Map.copyOf(repeated);
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
                repeated(version, resources, runtime),
                version.object("metadata").optionalFlag("has_preview"));
    }

    // wrangler says these again, too, when it copies a version (its copyWorkerVersionWithNewSecrets).
    private static Map<String, JsonNode> repeated(Fields version, Fields resources, Optional<Fields> runtime) {
        Map<String, JsonNode> repeated = new LinkedHashMap<>();
        runtime.ifPresent(found -> List.of("limits", "placement", "cache_options")
                .forEach(name -> present(found, name).ifPresent(value -> repeated.put(name, value))));
        resources
                .optionalObject("script")
                .flatMap(script -> script.optionalText("placement_mode"))
                .ifPresent(
                        mode -> repeated.putIfAbsent("placement", Json.object().put("mode", mode)));
        present(version, "cache_options").ifPresent(value -> repeated.put("cache_options", value));
        return repeated;
    }

    private static Optional<JsonNode> present(Fields fields, String name) {
        return Optional.of(fields.node().path(name)).filter(value -> !value.isMissingNode() && !value.isNull());
    }
}
