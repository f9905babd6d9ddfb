package com.pmerit.d4.contract;

import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An environment as far as it could be read. */
record EnvironmentDraft(
        String name,
        Optional<String> after,
        Optional<String> worker,
        Optional<Script> script,
        Optional<URI> url,
        Map<String, DatabaseDraft> databases,
        Map<String, Bucket> buckets,
        Map<String, Variable> vars,
        Optional<Smoke> smoke,
        List<TrafficPortion> traffic,
        Optional<WranglerEnvironment> wrangler) {

    /** A database as far as it could be read. */
    record DatabaseDraft(
            Optional<String> name,
            Optional<String> id,
            Path migrationsDirectory,
            String migrationsTable,
            Optional<String> migrationsPattern,
            List<String> counted) {
        Database complete() {
            return new Database(
                    name.orElseThrow(),
                    id.orElseThrow(),
                    migrationsDirectory,
                    migrationsTable,
                    migrationsPattern,
                    counted);
        }
    }

    String tag(String key) {
        return "<environments><" + name + "><" + key + ">";
    }

    /** The environment; to be asked for only when reading found no error, for then nothing is missing. */
    Environment complete() {
        Map<String, Database> complete = new LinkedHashMap<>();
        databases.forEach((binding, database) -> complete.put(binding, database.complete()));
        return new Environment(
                name,
                after,
                worker.orElseThrow(),
                script.orElseThrow(),
                url.orElseThrow(),
                complete,
                buckets,
                vars,
                smoke.orElseThrow(),
                traffic,
                wrangler.orElseThrow());
    }
}
