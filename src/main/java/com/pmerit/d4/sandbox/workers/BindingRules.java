package com.pmerit.d4.sandbox.workers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pmerit.d4.sandbox.http.Refusal;
import com.pmerit.d4.sandbox.r2.Bucket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a binding of each type looks like, and that what it refers to exists. */
public final class BindingRules {
    private static final Map<String, Shape> SUPPORTED = Map.of(
            "plain_text",
            new Shape(List.of("text"), List.of()),
            "json",
            new Shape(List.of(), List.of("json")),
            Binding.SECRET_TEXT,
            new Shape(List.of("text"), List.of()),
            "kv_namespace",
            new Shape(List.of("namespace_id"), List.of("raw")),
            "d1",
            new Shape(List.of(), List.of("id", "database_id", "internalEnv", "raw")),
            "r2_bucket",
            new Shape(List.of("bucket_name"), List.of("jurisdiction", "raw")),
            "version_metadata",
            new Shape(List.of(), List.of()),
            "assets",
            new Shape(List.of(), List.of()));

    /** Types that Cloudflare has and the embedded one cannot run. */
    private static final Set<String> OTHERS = Set.of(
            "durable_object_namespace",
            "workflow",
            "queue",
            "service",
            "vectorize",
            "hyperdrive",
            "ai",
            "analytics_engine",
            "browser",
            "images",
            "media",
            "stream",
            "worker_loader",
            "mtls_certificate",
            "ratelimit",
            "dispatch_namespace",
            "send_email",
            "secret_key",
            "secrets_store_secret",
            "pipelines",
            "logfwdr",
            "vpc_service",
            "vpc_network",
            "ai_search",
            "ai_search_namespace",
            "wasm_module",
            "text_blob",
            "data_blob");

    private final String account;
    private final Resources resources;

    private record Shape(List<String> texts, List<String> others) {}

    /** The rules for the Workers of one account. */
    public BindingRules(String account, Resources resources) {
        this.account = account;
        this.resources = resources;
    }

    /** Whether Cloudflare has bindings of this type. */
    static boolean isType(String type) {
        return SUPPORTED.containsKey(type) || OTHERS.contains(type);
    }

    /** The name of a binding object, whatever its type. */
    public static String name(JsonNode binding) {
        String name = binding.path("name").asText();
        if (!binding.isObject() || name.isEmpty() || !binding.path("type").isTextual()) {
            throw WorkerRefusals.invalid("each of the bindings must be an object with a name and a type");
        }
        return name;
    }

    /** Refuses a binding, of a type other than inherit, that Cloudflare would refuse. */
    public void check(ObjectNode binding) {
        String name = name(binding);
        String type = binding.get("type").asText();
        Shape shape = SUPPORTED.get(type);
        if (shape == null) {
            throw isType(type)
                    ? WorkerRefusals.unsupported("binding " + name + " of type " + type)
                    : WorkerRefusals.invalid("binding " + name + " has the unknown type " + type);
        }
        for (String field : shape.texts()) {
            if (!binding.path(field).isTextual()) {
                throw WorkerRefusals.invalid(
                        "binding %s of type %s must have a valid `%s` specified".formatted(name, type, field));
            }
        }
        refuseUnknownFields(binding, shape);
        checkReference(binding, type);
    }

    /** Refuses a binding whose database, bucket or namespace does not exist. */
    void checkReference(ObjectNode binding, String type) {
        String name = binding.path("name").asText();
        switch (type) {
            case "d1" -> checkDatabase(name, binding.path(binding.has("id") ? "id" : "database_id"));
            case "r2_bucket" ->
                require(
                        resources
                                .buckets()
                                .test(
                                        account,
                                        Bucket.key(
                                                binding.path("bucket_name").asText(),
                                                Optional.of(binding.path("jurisdiction")
                                                        .asText("")))),
                        WorkerRefusals.noBucket(binding.path("bucket_name").asText()));
            case "kv_namespace" ->
                require(
                        resources
                                .namespaces()
                                .test(account, binding.path("namespace_id").asText()),
                        WorkerRefusals.noNamespace(binding.path("namespace_id").asText()));
            default -> {}
        }
    }

    private void checkDatabase(String name, JsonNode id) {
        if (!id.isTextual() || id.asText().isBlank()) {
            throw WorkerRefusals.invalid("binding " + name + " of type d1 must have a valid `id` specified");
        }
        require(resources.databases().test(account, id.asText()), WorkerRefusals.noDatabase(name, id.asText()));
    }

    private static void refuseUnknownFields(ObjectNode binding, Shape shape) {
        List<String> known = new ArrayList<>(List.of("name", "type"));
        known.addAll(shape.texts());
        known.addAll(shape.others());
        binding.fieldNames().forEachRemaining(field -> {
            if (!known.contains(field)) {
                throw WorkerRefusals.invalid("binding %s of type %s has an unknown field: %s"
                        .formatted(
                                binding.path("name").asText(),
                                binding.path("type").asText(),
                                field));
            }
        });
    }

    private static void require(boolean holds, Refusal refusal) {
        if (!holds) {
            throw refusal;
        }
    }
}
