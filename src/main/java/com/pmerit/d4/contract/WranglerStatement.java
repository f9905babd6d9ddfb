package com.pmerit.d4.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.pmerit.d4.contract.WranglerEnvironment.WranglerDatabase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Makes a {@link WranglerEnvironment} of the resolved keys of one section, and tells where they have the wrong shape. */
final class WranglerStatement {
    private final String file;
    private final Optional<String> section;
    private final Map<String, JsonNode> keys;
    private final Faults faults;

    WranglerStatement(String file, Optional<String> section, Map<String, JsonNode> keys, Faults faults) {
        this.file = file;
        this.section = section;
        this.keys = keys;
        this.faults = faults;
    }

    WranglerEnvironment read(List<String> notInherited) {
        return new WranglerEnvironment(
                section,
                text(keys, "", "name").filter(name -> !name.isEmpty()),
                text(keys, "", "main"),
                text(keys, "", "compatibility_date"),
                texts("compatibility_flags", Optional.ofNullable(keys.get("compatibility_flags"))),
                flag("no_bundle"),
                databases(),
                buckets(),
                vars(),
                texts(
                        "triggers.crons",
                        Optional.ofNullable(keys.get("triggers")).map(triggers -> triggers.get("crons"))),
                keys,
                notInherited);
    }

    private Map<String, WranglerDatabase> databases() {
        Map<String, WranglerDatabase> databases = new LinkedHashMap<>();
        bindings("d1_databases", (binding, entry) -> {
            String key = "d1_databases[" + binding + "].";
            databases.put(
                    binding,
                    new WranglerDatabase(
                            text(entry, key, "database_name"),
                            text(entry, key, "database_id"),
                            text(entry, key, "migrations_dir"),
                            text(entry, key, "migrations_table"),
                            text(entry, key, "migrations_pattern")));
        });
        return databases;
    }

    private Map<String, Bucket> buckets() {
        Map<String, Bucket> buckets = new LinkedHashMap<>();
        bindings("r2_buckets", (binding, entry) -> {
            String key = "r2_buckets[" + binding + "].";
            Optional<String> bucket = text(entry, key, "bucket_name");
            Optional<String> jurisdiction = text(entry, key, "jurisdiction").filter(where -> !where.isBlank());
            if (bucket.isEmpty()) {
                faults.error(
                        tag("r2_buckets[" + binding + "].bucket_name"),
                        "",
                        "the bucket is not named",
                        "Write bucket_name: without it, wrangler would make a bucket of its own.");
            }
            bucket.ifPresent(name -> buckets.put(binding, new Bucket(name, jurisdiction)));
        });
        return buckets;
    }

    private Map<String, Variable> vars() {
        Map<String, Variable> vars = new LinkedHashMap<>();
        JsonNode stated = keys.get("vars");
        if (stated == null) {
            return vars;
        }
        if (!stated.isObject()) {
            wrongShape("vars", stated, "a table of names and values");
        }
        stated.properties().forEach(entry -> vars.put(entry.getKey(), variable(entry.getValue())));
        return vars;
    }

    private static Variable variable(JsonNode value) {
        return value.isTextual() ? new Variable.Text(value.textValue()) : new Variable.Json(CanonicalJson.of(value));
    }

    private void bindings(String key, BiConsumer<String, Map<String, JsonNode>> each) {
        JsonNode stated = keys.get(key);
        if (stated == null) {
            return;
        }
        if (!stated.isArray()) {
            wrongShape(key, stated, "a list of tables, each with a binding");
            return;
        }
        List<String> seen = new ArrayList<>();
        for (int i = 0; i < stated.size(); i++) {
            JsonNode binding = stated.get(i).path("binding");
            if (!binding.isTextual() || !Names.isBinding(binding.textValue())) {
                wrongShape(key + "[" + i + "].binding", binding, "a name such as DB: letters, digits and underscores");
            } else if (seen.contains(binding.textValue())) {
                faults.error(
                        tag(key + "[" + i + "].binding"),
                        binding.textValue(),
                        "the same binding stands twice in " + key,
                        "Take one of the two out.");
            } else {
                seen.add(binding.textValue());
                Map<String, JsonNode> entry = new LinkedHashMap<>();
                stated.get(i).properties().forEach(field -> entry.put(field.getKey(), field.getValue()));
                each.accept(binding.textValue(), entry);
            }
        }
    }

    private Optional<String> text(Map<String, JsonNode> from, String prefix, String key) {
        JsonNode value = from.get(key);
        if (value == null) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            wrongShape(prefix + key, value, "a text");
            return Optional.empty();
        }
        return Optional.of(value.textValue());
    }

    private List<String> texts(String key, Optional<JsonNode> stated) {
        if (stated.isEmpty()) {
            return List.of();
        }
        JsonNode list = stated.get();
        if (!list.isArray() || !list.valueStream().allMatch(JsonNode::isTextual)) {
            wrongShape(key, list, "a list of texts");
            return List.of();
        }
        return list.valueStream().map(JsonNode::textValue).toList();
    }

    private boolean flag(String key) {
        JsonNode value = keys.get(key);
        if (value != null && !value.isBoolean()) {
            wrongShape(key, value, "true or false");
        }
        return value != null && value.asBoolean();
    }

    private void wrongShape(String key, JsonNode value, String wanted) {
        String shown = value.isMissingNode() ? "" : SecretShapes.masked(value.toString());
        faults.error(tag(key), shown, "is not " + wanted, "Write " + wanted + " there.");
    }

    private String tag(String key) {
        return file + ": " + section.map(name -> "env." + name + "." + key).orElse(key);
    }
}
