package com.pmerit.d4.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a wrangler config says of one environment, inheritance resolved.
 *
 * @param section the name under {@code env}, or nothing for the top level
 * @param name the script's name
 * @param main the entry module as it is written there, relative to the config file
 * @param compatibilityDate as written
 * @param compatibilityFlags as written
 * @param noBundle whether {@code no_bundle} is true
 * @param databases the {@code d1_databases} by binding
 * @param buckets the {@code r2_buckets} by binding
 * @param vars the {@code vars}
 * @param crons the {@code triggers.crons}
 * @param raw every key that holds for this environment, known or not, by name: {@code kv_namespaces}, {@code routes}, …
 *     with wrangler's inheritance applied; not to be changed
 * @param notInherited keys that the top level states and this section does not, though wrangler does not inherit them:
 *     {@code wrangler deploy --env} goes without them
 */
public record WranglerEnvironment(
        Optional<String> section,
        Optional<String> name,
        Optional<String> main,
        Optional<String> compatibilityDate,
        List<String> compatibilityFlags,
        boolean noBundle,
        Map<String, WranglerDatabase> databases,
        Map<String, Bucket> buckets,
        Map<String, Variable> vars,
        List<String> crons,
        Map<String, JsonNode> raw,
        List<String> notInherited) {
    /**
     * An entry of {@code d1_databases}.
     *
     * @param name {@code database_name}
     * @param id {@code database_id}
     * @param migrationsDirectory {@code migrations_dir}, relative to the config file
     * @param migrationsTable {@code migrations_table}
     * @param migrationsPattern {@code migrations_pattern}
     */
    public record WranglerDatabase(
            Optional<String> name,
            Optional<String> id,
            Optional<String> migrationsDirectory,
            Optional<String> migrationsTable,
            Optional<String> migrationsPattern) {}

    /** Keeps the order of all that has one. */
    public WranglerEnvironment {
        compatibilityFlags = List.copyOf(compatibilityFlags);
        databases = Collections.unmodifiableMap(new LinkedHashMap<>(databases));
        buckets = Collections.unmodifiableMap(new LinkedHashMap<>(buckets));
        vars = Collections.unmodifiableMap(new LinkedHashMap<>(vars));
        crons = List.copyOf(crons);
        raw = Collections.unmodifiableMap(new LinkedHashMap<>(raw));
        notInherited = List.copyOf(notInherited);
    }

    /**
     * Where in the wrangler config a key of this environment stands, for messages.
     *
     * @param key such as {@code vars}
     * @return such as {@code env.staging.vars}, or {@code vars} at the top level
     */
    public String key(String key) {
        return section.map(name -> "env." + name + "." + key).orElse(key);
    }
}
