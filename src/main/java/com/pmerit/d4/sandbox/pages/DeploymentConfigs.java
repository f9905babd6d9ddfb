package com.pmerit.d4.sandbox.pages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pmerit.d4.sandbox.http.Fields;
import com.pmerit.d4.sandbox.http.Json;
import com.pmerit.d4.sandbox.workers.Binding;
import com.pmerit.d4.sandbox.workers.BindingRules;
import com.pmerit.d4.sandbox.workers.SecretVault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a project's Functions are bound to, in each environment: read, changed piece by piece, and made into bindings of a Worker. */
final class DeploymentConfigs {
    static final List<String> ENVIRONMENTS = List.of("production", "preview");

    private static final String VARIABLES = "env_vars";
    private static final String DATABASES = "d1_databases";
    private static final String NAMESPACES = "kv_namespaces";
    private static final String BUCKETS = "r2_buckets";
    private static final List<String> MAPS = List.of(VARIABLES, DATABASES, NAMESPACES, BUCKETS);
    private static final String REVISION = "revision";
    private static final List<String> SCALARS = List.of(
            "compatibility_date",
            "compatibility_flags",
            "fail_open",
            "always_use_latest_compatibility_date",
            "build_image_major_version",
            "usage_model",
            "placement",
            "limits",
            "wrangler_config_hash");
    private static final List<String> UNSUPPORTED = List.of(
            "services",
            "durable_object_namespaces",
            "queue_producers",
            "hyperdrive_bindings",
            "vectorize_bindings",
            "ai_bindings",
            "analytics_engine_datasets",
            "mtls_certificates",
            "browsers");

    private final BindingRules rules;
    private final SecretVault vault;

    DeploymentConfigs(BindingRules rules, SecretVault vault) {
        this.rules = rules;
        this.vault = vault;
    }

    /** Bindings and the revisions of the secrets among them. */
    record Bound(List<ObjectNode> bindings, Map<String, String> secrets) {}

    static ObjectNode empty() {
        ObjectNode configs = Json.mapper().createObjectNode();
        ENVIRONMENTS.forEach(configs::putObject);
        return configs;
    }

    /** The configurations with a change: what it does not name stays, null takes away. */
    ObjectNode merged(ObjectNode present, Fields change) {
        ObjectNode merged = present.deepCopy();
        for (String environment : ENVIRONMENTS) {
            if (change.has(environment)) {
                merge(merged.withObject("/" + environment), change.node(environment), environment);
            }
        }
        change.refuseOthers();
        return merged;
    }

    private void merge(ObjectNode config, JsonNode change, String environment) {
        Fields fields = new Fields(change, "deployment_configs." + environment);
        for (String name : UNSUPPORTED) {
            if (fields.has(name) && !fields.node(name).isEmpty()) {
                throw PagesRefusals.unsupported("a project with " + name);
            }
        }
        for (String name : SCALARS) {
            if (fields.has(name)) {
                config.set(name, fields.node(name));
            } else if (change.has(name)) {
                config.remove(name);
            }
        }
        for (String name : MAPS) {
            if (fields.has(name)) {
                Fields entries = fields.object(name);
                fields.node(name)
                        .properties()
                        .forEach(entry -> mergeEntry(config.withObject("/" + name), name, entry, entries));
            } else if (change.has(name)) {
                config.remove(name);
            }
        }
        fields.refuseOthers();
        bound(config).bindings().forEach(this::check);
    }

    private void mergeEntry(ObjectNode target, String kind, Map.Entry<String, JsonNode> entry, Fields entries) {
        String name = entry.getKey();
        if (!entries.has(name)) {
            target.remove(name);
        } else if (kind.equals(VARIABLES)) {
            target.set(name, variable(entries.object(name)));
        } else {
            target.set(name, entry.getValue());
        }
    }

    private ObjectNode variable(Fields given) {
        String type = given.text("type", "plain_text");
        String value = given.text("value");
        given.refuseOthers();
        ObjectNode variable = Json.mapper().createObjectNode().put("type", type);
        return switch (type) {
            case "plain_text" -> variable.put("value", value);
            case Binding.SECRET_TEXT -> variable.put(REVISION, vault.put(value));
            default -> throw PagesRefusals.invalid("env_vars can be plain_text or secret_text, not " + type);
        };
    }

    /** Refuses what refers to something that does not exist, or has fields that nobody knows. */
    void check(ObjectNode binding) {
        if (!binding.path("type").asText().equals(Binding.SECRET_TEXT)) {
            rules.check(binding);
        }
    }

    /** What a Worker is bound to in an environment of this configuration. */
    Bound bound(JsonNode config) {
        List<ObjectNode> bindings = new ArrayList<>();
        Map<String, String> secrets = new TreeMap<>();
        config.path(VARIABLES).properties().forEach(entry -> {
            ObjectNode binding =
                    binding(entry.getKey(), entry.getValue().path("type").asText());
            if (entry.getValue().has(REVISION)) {
                secrets.put(entry.getKey(), entry.getValue().path(REVISION).asText());
            } else {
                binding.put("text", entry.getValue().path("value").asText());
            }
            bindings.add(binding);
        });
        add(bindings, config.path(DATABASES), "d1", Map.of());
        add(bindings, config.path(NAMESPACES), "kv_namespace", Map.of());
        add(bindings, config.path(BUCKETS), "r2_bucket", Map.of("name", "bucket_name"));
        return new Bound(bindings, secrets);
    }

    private static void add(List<ObjectNode> bindings, JsonNode entries, String type, Map<String, String> renamed) {
        entries.properties().forEach(entry -> {
            ObjectNode binding = binding(entry.getKey(), type);
            entry.getValue().properties().forEach(field -> {
                if (!field.getValue().isNull()) {
                    binding.set(renamed.getOrDefault(field.getKey(), field.getKey()), field.getValue());
                }
            });
            bindings.add(binding);
        });
    }

    private static ObjectNode binding(String name, String type) {
        return Json.mapper().createObjectNode().put("name", name).put("type", type);
    }

    /** The configurations as the API shows them: a secret has an empty value. */
    static ObjectNode view(ObjectNode configs) {
        ObjectNode view = configs.deepCopy();
        for (JsonNode config : view) {
            for (JsonNode variable : config.path(VARIABLES)) {
                if (variable.has(REVISION)) {
                    ((ObjectNode) variable).put("value", "").remove(REVISION);
                }
            }
        }
        return view;
    }
}
