package com.pmerit.d4.worker;

import com.fasterxml.jackson.databind.JsonNode;
import com.pmerit.d4.cloudflare.Binding;
import com.pmerit.d4.cloudflare.ModuleType;
import com.pmerit.d4.cloudflare.WorkerModule;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a deploy uploads as the project has it: the code, and what the wrangler config says about it.
 *
 * @param mainModule the name of the module that handles events
 * @param modules all modules; source maps among them
 * @param compatibilityDate the runtime's date, such as {@code 2026-04-01}
 * @param compatibilityFlags the runtime's flags
 * @param bindings the bindings of the wrangler config, in its order
 * @param assets the static files that come with it
 * @param further any other field of the upload's metadata, as wrangler writes it: {@code observability}, {@code limits}
 */
public record Bundle(
        String mainModule,
        List<WorkerModule> modules,
        String compatibilityDate,
        List<String> compatibilityFlags,
        List<Binding> bindings,
        Optional<StaticAssets> assets,
        Map<String, JsonNode> further) {
    public Bundle {
        modules = List.copyOf(modules);
        compatibilityFlags = List.copyOf(compatibilityFlags);
        bindings = List.copyOf(bindings);
        further = Map.copyOf(further);
    }

    /** A bundle without static files. */
    public Bundle(
            String mainModule,
            List<WorkerModule> modules,
            String compatibilityDate,
            List<String> compatibilityFlags,
            List<Binding> bindings,
            Map<String, JsonNode> further) {
        this(mainModule, modules, compatibilityDate, compatibilityFlags, bindings, Optional.empty(), further);
    }

    /** The same with static files. */
    Bundle with(Optional<StaticAssets> published) {
        return new Bundle(mainModule, modules, compatibilityDate, compatibilityFlags, bindings, published, further);
    }

    /** The modules that run: all but source maps. */
    List<WorkerModule> code() {
        return modules.stream()
                .filter(module -> module.type() != ModuleType.SOURCE_MAP)
                .toList();
    }

    /** The size of the code, in bytes. */
    public long size() {
        return code().stream().mapToLong(module -> module.content().length).sum();
    }
}
