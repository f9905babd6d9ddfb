package com.pmerit.d4.sandbox.workers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pmerit.d4.sandbox.http.Json;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One uploaded version of a script.
 *
 * @param secrets for each binding of type {@code secret_text} the revision of its value; the value itself is in the {@link SecretVault}
 */
record StoredVersion(
        String id,
        int number,
        String createdOn,
        String source,
        String trigger,
        Map<String, String> annotations,
        Code code,
        List<ObjectNode> bindings,
        Map<String, String> secrets) {
    StoredVersion {
        annotations = Map.copyOf(annotations);
        bindings = List.copyOf(bindings);
        secrets = Map.copyOf(secrets);
    }

    /**
     * Static files.
     *
     * @param manifest the digest of what names them; empty when there are none
     * @param config how they are served
     */
    record CodeAssets(String manifest, ObjectNode config) {
        static CodeAssets none() {
            return new CodeAssets("", Json.mapper().createObjectNode());
        }
    }

    /** What runs, without what it is bound to. Options: limits, placement and other fields of the metadata that are kept as they came. */
    record Code(
            String mainModule,
            List<ModuleReference> modules,
            String compatibilityDate,
            List<String> compatibilityFlags,
            ObjectNode options,
            String etag,
            CodeAssets assets) {
        Code {
            modules = List.copyOf(modules);
            compatibilityFlags = List.copyOf(compatibilityFlags);
            assets = Objects.requireNonNullElse(assets, CodeAssets.none());
        }
    }

    /** A module whose bytes are in the content store. */
    record ModuleReference(String name, ModuleKind kind, String sha256) {}
}
