package com.pmerit.d4.sandbox.workers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

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

    /** What runs, without what it is bound to. Options: limits, placement and other fields of the metadata that are kept as they came. */
    record Code(
            String mainModule,
            List<ModuleReference> modules,
            String compatibilityDate,
            List<String> compatibilityFlags,
            ObjectNode options,
            String etag) {
        Code {
            modules = List.copyOf(modules);
            compatibilityFlags = List.copyOf(compatibilityFlags);
        }
    }

    /** A module whose bytes are in the content store. */
    record ModuleReference(String name, ModuleKind kind, String sha256) {}
}
