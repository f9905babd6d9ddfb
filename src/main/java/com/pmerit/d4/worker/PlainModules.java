package com.pmerit.d4.worker;

import com.fasterxml.jackson.databind.JsonNode;
import com.pmerit.d4.cloudflare.ModuleType;
import com.pmerit.d4.cloudflare.WorkerModule;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.contract.Script;
import com.pmerit.d4.contract.Worker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Makes the upload of a Worker with {@code no_bundle} as wrangler would, without Node: the main module as it stands, and
 * the files of its base directory that the module rules take along.
 */
final class PlainModules {
    /** Settings that go into the upload as they are written in the wrangler config. */
    private static final Set<String> COPIED = Set.of("observability", "placement", "limits", "logpush");

    /** Keys of the wrangler config that add nothing to the upload, or that the contract adds. */
    private static final Set<String> ELSEWHERE = Set.of(
            "assets",
            "name",
            "main",
            "account_id",
            "compatibility_date",
            "compatibility_flags",
            "no_bundle",
            "base_dir",
            "rules",
            "find_additional_modules",
            "preserve_file_names",
            "minify",
            "keep_names",
            "triggers",
            "workers_dev",
            "preview_urls",
            "vars",
            "d1_databases",
            "r2_buckets",
            "kv_namespaces",
            "version_metadata",
            "route",
            "routes",
            "env",
            "dev",
            "send_metrics",
            "upload_source_maps",
            "tsconfig",
            "$schema",
            "keep_vars",
            "secrets");

    /**
     * Reads the modules of an environment.
     *
     * @throws IOException when a file cannot be read
     */
    Bundling read(Worker worker, Environment environment) throws IOException {
        Set<String> unknown = new TreeSet<>();
        environment.wrangler().raw().forEach((key, value) -> {
            boolean empty = value.isContainerNode() && value.isEmpty();
            if (!empty && !ELSEWHERE.contains(key) && !COPIED.contains(key)) {
                unknown.add(key);
            }
        });
        if (!unknown.isEmpty()) {
            return new Bundling.Impossible(
                    "with no_bundle d4 uploads without wrangler and does not know " + String.join(", ", unknown),
                    List.of(),
                    "remove no_bundle from the wrangler config, so that the project's wrangler makes the upload");
        }
        Script script = environment.script();
        Path base = baseDirectory(worker, environment);
        if (!script.main().startsWith(base)) {
            return new Bundling.Impossible(
                    "main " + script.main() + " is not below base_dir " + base,
                    List.of(),
                    "correct base_dir in the wrangler config");
        }
        Bundle bundle = bundle(environment, entryName(script.main()), modules(environment, base));
        return new Bundling.Made(bundle, CodeDigest.of(bundle));
    }

    private static List<WorkerModule> modules(Environment environment, Path base) throws IOException {
        Path main = environment.script().main();
        ModuleRules rules = ModuleRules.of(WranglerBindings.node(environment.wrangler(), "rules"));
        List<WorkerModule> modules = new ArrayList<>();
        modules.add(new WorkerModule(entryName(main), ModuleType.ESM, Files.readAllBytes(main)));
        for (Path file : filesBelow(base)) {
            Optional<ModuleType> type = rules.typeOf(base.relativize(file));
            if (type.isPresent() && !file.equals(main)) {
                modules.add(new WorkerModule(nameOf(base, file), type.get(), Files.readAllBytes(file)));
            }
        }
        return modules;
    }

    private static Path baseDirectory(Worker worker, Environment environment) {
        String configured =
                WranglerBindings.node(environment.wrangler(), "base_dir").asText("");
        return configured.isEmpty()
                ? environment.script().main().resolveSibling("")
                : worker.config().resolveSibling(configured).normalize();
    }

    private static Bundle bundle(Environment environment, String main, List<WorkerModule> modules) {
        Map<String, JsonNode> further = new TreeMap<>(environment.wrangler().raw());
        further.keySet().retainAll(COPIED);
        return new Bundle(
                main,
                modules,
                environment.script().compatibilityDate(),
                environment.script().compatibilityFlags(),
                WranglerBindings.of(environment.wrangler()),
                further);
    }

    private static List<Path> filesBelow(Path base) throws IOException {
        try (Stream<Path> files = Files.walk(base)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !base.relativize(file).toString().contains("node_modules"))
                    .sorted(Comparator.comparing(file -> nameOf(base, file)))
                    .toList();
        }
    }

    /** wrangler takes the main module out of its directory, wherever {@code base_dir} is. */
    private static String entryName(Path main) {
        return main.getFileName().toString();
    }

    private static String nameOf(Path base, Path file) {
        return base.relativize(file).toString().replace('\\', '/');
    }
}
