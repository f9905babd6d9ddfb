package com.pmerit.d4.cloudflare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A Worker's code and everything that is bound to it, as one upload.
 *
 * @param mainModule name of the entry module
 * @param modules in the order of the upload, the entry module first
 * @param compatibilityDate such as {@code 2026-01-01}
 * @param compatibilityFlags such as {@code nodejs_compat}
 * @param bindings all bindings that are not new secrets; {@code inherit} ones included
 * @param secrets new secret values by name; they travel inside this version
 * @param keepBindings types whose bindings are carried over from the latest version when the upload does not name them; said even
 *     when there are none, for where nothing is said Cloudflare keeps secrets
 * @param annotations such as {@code workers/tag} and {@code workers/message}, at most 100 bytes each
 * @param assets static files that came before; none when the version has none, or keeps those of the latest one
 * @param further any other metadata field, sent as it is: {@code placement}, {@code limits}, {@code observability}, {@code migrations}
 */
public record WorkerUpload(
        String mainModule,
        List<WorkerModule> modules,
        String compatibilityDate,
        List<String> compatibilityFlags,
        List<Binding> bindings,
        Map<String, SecretValue> secrets,
        Set<String> keepBindings,
        Map<String, String> annotations,
        Optional<AttachedAssets> assets,
        Map<String, JsonNode> further) {
    /** The types under which secrets are known; kept by every careful upload. */
    public static final Set<String> SECRET_TYPES = Set.of("secret_text", "secret_key");

    private static final int ANNOTATION_BYTES = 100;
    private static final Set<String> OWN_FIELDS = Set.of(
            "main_module",
            "compatibility_date",
            "compatibility_flags",
            "bindings",
            "keep_bindings",
            "annotations",
            "assets");

    /**
     * Checks that the parts fit together.
     *
     * @throws IllegalArgumentException when the entry module is missing, two modules or bindings share a name, an annotation is over 100
     *     bytes, a further field repeats one of the record's own, or a secret stands among the bindings
     */
    public WorkerUpload {
        modules = List.copyOf(modules);
        compatibilityFlags = List.copyOf(compatibilityFlags);
        bindings = List.copyOf(bindings);
        secrets = Collections.unmodifiableMap(new TreeMap<>(secrets));
        keepBindings = Collections.unmodifiableSet(new LinkedHashSet<>(keepBindings));
        annotations = Collections.unmodifiableMap(new LinkedHashMap<>(annotations));
        further = Collections.unmodifiableMap(new LinkedHashMap<>(further));
        requireEntry(mainModule, modules);
        requireDistinctNames(bindings, secrets.keySet());
        annotations.forEach(WorkerUpload::requireShort);
        Optional<String> repeated =
                further.keySet().stream().filter(OWN_FIELDS::contains).findFirst();
        if (repeated.isPresent()) {
            throw new IllegalArgumentException("The metadata field " + repeated.get() + " must not be given twice");
        }
    }

    /** An upload that brings no static files. */
    public WorkerUpload(
            String mainModule,
            List<WorkerModule> modules,
            String compatibilityDate,
            List<String> compatibilityFlags,
            List<Binding> bindings,
            Map<String, SecretValue> secrets,
            Set<String> keepBindings,
            Map<String, String> annotations,
            Map<String, JsonNode> further) {
        this(
                mainModule,
                modules,
                compatibilityDate,
                compatibilityFlags,
                bindings,
                secrets,
                keepBindings,
                annotations,
                Optional.empty(),
                further);
    }

    /** The same with static files that came before. */
    public WorkerUpload with(AttachedAssets attached) {
        return new WorkerUpload(
                mainModule,
                modules,
                compatibilityDate,
                compatibilityFlags,
                bindings,
                secrets,
                keepBindings,
                annotations,
                Optional.of(attached),
                further);
    }

    private static void requireEntry(String mainModule, List<WorkerModule> modules) {
        Set<String> names = new LinkedHashSet<>();
        for (WorkerModule module : modules) {
            if (!names.add(module.name())) {
                throw new IllegalArgumentException(
                        "Two modules of the upload are called " + PlainText.of(module.name()));
            }
        }
        if (!names.contains(mainModule)) {
            throw new IllegalArgumentException(
                    "The entry module " + PlainText.of(mainModule) + " is not among the modules of the upload");
        }
    }

    private static void requireDistinctNames(List<Binding> bindings, Set<String> secrets) {
        Set<String> names = new LinkedHashSet<>(secrets);
        for (Binding binding : bindings) {
            if (binding.isSecret()) {
                throw new IllegalArgumentException("Secret " + PlainText.of(binding.name())
                        + " stands among the bindings without a value: inherit it, or give its value as a secret");
            }
            if (!names.add(binding.name())) {
                throw new IllegalArgumentException("The name " + PlainText.of(binding.name())
                        + " is bound twice: one would silently replace the other");
            }
        }
    }

    private static void requireShort(String key, String text) {
        if (text.getBytes(java.nio.charset.StandardCharsets.UTF_8).length > ANNOTATION_BYTES) {
            throw new IllegalArgumentException(
                    "The annotation " + key + " is longer than " + ANNOTATION_BYTES + " bytes");
        }
    }

    /** The metadata part with secret values in it: for the wire only. */
    ObjectNode metadata() {
        return metadata(SecretValue::reveal);
    }

    /** The metadata part as it may be shown. */
    ObjectNode metadataWithMaskedSecrets() {
        return metadata(SecretValue::toString);
    }

    private ObjectNode metadata(Function<SecretValue, String> spelled) {
        ObjectNode metadata = metadataWithoutSecrets();
        ArrayNode all = metadata.withArray("bindings");
        secrets.forEach((name, value) -> all.add(
                Json.object().put("name", name).put("type", Binding.SECRET_TEXT).put("text", spelled.apply(value))));
        assets.ifPresent(attached -> metadata.putObject("assets")
                .put("jwt", spelled.apply(attached.token()))
                .set("config", attached.config()));
        return metadata;
    }

    private ObjectNode metadataWithoutSecrets() {
        ObjectNode metadata = Json.object().put("main_module", mainModule);
        ArrayNode all = metadata.putArray("bindings");
        bindings.forEach(binding -> all.add(binding.toJson()));
        metadata.put("compatibility_date", compatibilityDate);
        addTexts(metadata.putArray("compatibility_flags"), compatibilityFlags);
        addTexts(metadata.putArray("keep_bindings"), keepBindings);
        ObjectNode noted = metadata.putObject("annotations");
        annotations.forEach(noted::put);
        further.forEach(metadata::set);
        return metadata;
    }

    private static void addTexts(ArrayNode array, Iterable<String> texts) {
        texts.forEach(array::add);
    }
}
