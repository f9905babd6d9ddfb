package com.pmerit.d4.sandbox.workers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one upload says.
 *
 * @param mainModule the name of the entry module, which is among the modules; empty for a Worker that has files only
 * @param modules in the order of the form
 * @param bindings as they are listed, unchecked
 * @param keepBindings absent when the metadata has no {@code keep_bindings}
 * @param compatibilityDate {@code YYYY-MM-DD}; empty when none was given
 * @param compatibilityFlags as they are listed
 * @param annotations text by name
 * @param options versioned fields kept as they came: limits, placement and so on
 * @param settings unversioned fields of the metadata: logpush, observability, tail consumers, tags
 * @param assets which static files the version has
 */
public record Upload(
        String mainModule,
        List<WorkerModule> modules,
        List<JsonNode> bindings,
        Optional<List<String>> keepBindings,
        String compatibilityDate,
        List<String> compatibilityFlags,
        Map<String, String> annotations,
        ObjectNode options,
        ObjectNode settings,
        AssetChoice assets) {
    /** Makes the collections unchangeable. */
    public Upload {
        modules = List.copyOf(modules);
        bindings = List.copyOf(bindings);
        compatibilityFlags = List.copyOf(compatibilityFlags);
        annotations = Map.copyOf(annotations);
    }
}
