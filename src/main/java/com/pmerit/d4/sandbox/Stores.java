package com.pmerit.d4.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pmerit.d4.sandbox.SandboxSettings.Seed;
import com.pmerit.d4.sandbox.d1.D1Binding;
import com.pmerit.d4.sandbox.d1.D1Routes;
import com.pmerit.d4.sandbox.d1.D1Store;
import com.pmerit.d4.sandbox.http.Router;
import com.pmerit.d4.sandbox.kv.KvBinding;
import com.pmerit.d4.sandbox.kv.KvRoutes;
import com.pmerit.d4.sandbox.kv.KvStore;
import com.pmerit.d4.sandbox.r2.R2Binding;
import com.pmerit.d4.sandbox.r2.R2Routes;
import com.pmerit.d4.sandbox.r2.R2Store;
import com.pmerit.d4.sandbox.runtime.BindingHandler;
import com.pmerit.d4.sandbox.runtime.BindingKind;
import com.pmerit.d4.sandbox.workers.Resources;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/** Databases, buckets and namespaces: the same ones for the REST API and for the bindings of running Workers. */
record Stores(D1Store databases, R2Store buckets, KvStore namespaces) {
    static Stores open(Path directory, Clock clock, OpenedParts parts) throws IOException {
        return new Stores(
                parts.add(new D1Store(directory.resolve("d1"), clock)),
                parts.add(R2Store.open(directory.resolve("r2"), clock)),
                parts.add(KvStore.open(directory.resolve("kv"), clock)));
    }

    void ensure(Seed seed) throws IOException {
        for (Map.Entry<String, String> database : seed.databases().entrySet()) {
            databases.ensure(seed.account(), database.getKey(), database.getValue());
        }
        for (String bucket : seed.buckets()) {
            buckets.ensure(seed.account(), bucket);
        }
    }

    Resources resources() {
        return new Resources(databases::exists, buckets::exists, namespaces::exists);
    }

    /** The backends of all bindings. */
    Map<BindingKind, BindingHandler> bindings(BindingHandler files) {
        D1Binding d1 = new D1Binding(databases);
        return Map.of(
                BindingKind.D1,
                (account, database, request) -> d1.answer(database, request),
                BindingKind.R2,
                new R2Binding(buckets)::answer,
                BindingKind.KV,
                new KvBinding(namespaces)::answer,
                BindingKind.ASSETS,
                files);
    }

    void addTo(Router.Builder routes) {
        new D1Routes(databases).addTo(routes);
        new R2Routes(buckets).addTo(routes);
        new KvRoutes(namespaces).addTo(routes);
    }

    void snapshot(String account, ObjectNode snapshot) throws IOException {
        snapshot.set("databases", databases.snapshot(account));
        snapshot.set("buckets", buckets.snapshot(account));
        snapshot.set("namespaces", namespaces.snapshot(account));
    }
}
