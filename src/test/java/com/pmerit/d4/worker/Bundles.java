package com.pmerit.d4.worker;

import com.pmerit.d4.cloudflare.Binding;
import com.pmerit.d4.cloudflare.ModuleType;
import com.pmerit.d4.cloudflare.WorkerModule;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Small bundles for tests. */
final class Bundles {
    private Bundles() {}

    static WorkerModule module(String name, String text) {
        return new WorkerModule(name, ModuleType.ESM, text.getBytes(StandardCharsets.UTF_8));
    }

    static Bundle of(WorkerModule... modules) {
        return of(List.of(), modules);
    }

    static Bundle of(List<Binding> bindings, WorkerModule... modules) {
        return new Bundle(modules[0].name(), List.of(modules), "2026-04-01", List.of(), bindings, Map.of());
    }
}
