package com.pmerit.d4.sandbox.runtime;

import com.pmerit.d4.sandbox.http.Json;
import com.pmerit.d4.sandbox.r2.Bucket;
import com.pmerit.d4.sandbox.workers.Binding;
import com.pmerit.d4.sandbox.workers.ModuleKind;
import com.pmerit.d4.sandbox.workers.RunnableVersion;
import com.pmerit.d4.sandbox.workers.WorkerModule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The configuration with which workerd runs one version: the Worker, in front of it a module that tells an exception from an
 * answer, and a service for each binding. Holds no secret: those come from workerd's environment, by variables that
 * {@link #secretVariable} names.
 */
final class WorkerConfig {
    static final String FAILED_HEADER = "x-d4-worker-failed";
    static final String PROTOCOL_HEADER = "x-forwarded-proto";
    static final String REQUEST_INFO_HEADER = "x-d4-cf";

    /** The binding types that can be run. */
    static final Set<String> TYPES = Set.of(
            "plain_text", "json", Binding.SECRET_TEXT, "version_metadata", "d1", "r2_bucket", "kv_namespace", "assets");

    /** Cloudflare's date for a Worker that states none (Workers documentation, "Compatibility dates"). */
    private static final String OLDEST_DATE = "2021-11-02";

    private static final String ENTRANCE = """
            export default {
              async fetch(request, env) {
                try {
                  return await env.WORKER.fetch(request);
                } catch {
                  return new Response(null, { status: 500, headers: { "%s": "exception" } });
                }
              },
            };
            """.formatted(FAILED_HEADER);

    private final RunnableVersion version;
    private final int backendPort;
    private final boolean internet;
    private final List<String> services = new ArrayList<>();

    WorkerConfig(RunnableVersion version, int backendPort, boolean internet) {
        this.version = version;
        this.backendPort = backendPort;
        this.internet = internet;
    }

    /** The variable in workerd's environment that holds the secret at this place among the version's bindings. */
    static String secretVariable(int index) {
        return "D4_SECRET_" + index;
    }

    /** Writes the configuration and all modules, and returns the configuration's file. */
    Path writeTo(Path directory) throws IOException {
        Files.writeString(directory.resolve("entrance.js"), ENTRANCE);
        String modules = modules(directory);
        String bindings = bindings();
        Path file = directory.resolve("worker.capnp");
        Files.writeString(file, text(modules, bindings), StandardCharsets.UTF_8);
        return file;
    }

    private String text(String modules, String bindings) {
        return """
            using Workerd = import "/workerd/workerd.capnp";
            const config :Workerd.Config = (
              services = [
                (name = "entrance", worker = .entrance),
                (name = "worker", worker = .worker),
                (name = "internet", network = (allow = [%s], tlsOptions = (trustBrowserCas = true)))%s
              ],
              sockets = [(name = "http", address = "127.0.0.1:0", service = "entrance",
                http = (forwardedProtoHeader = "%s", cfBlobHeader = "%s"))]
            );
            const entrance :Workerd.Worker = (
              modules = [(name = "entrance.js", esModule = embed "entrance.js")],
              compatibilityDate = "2025-01-01",
              bindings = [(name = "WORKER", service = "worker")]
            );
            const worker :Workerd.Worker = (
              modules = [%s],
              compatibilityDate = %s,
              compatibilityFlags = [%s],
              bindings = [%s],
              globalOutbound = "internet"
            );
            """.formatted(
                internet ? "\"public\"" : "",
                String.join("", services),
                PROTOCOL_HEADER,
                REQUEST_INFO_HEADER,
                modules,
                CapnpText.quote(version.compatibilityDate().isEmpty() ? OLDEST_DATE : version.compatibilityDate()),
                String.join(
                        ", ",
                        version.compatibilityFlags().stream()
                                .map(CapnpText::quote)
                                .toList()),
                bindings);
    }

    private String modules(Path directory) throws IOException {
        List<String> lines = new ArrayList<>();
        for (WorkerModule module : version.modules()) {
            if (module.kind() != ModuleKind.SOURCE_MAP) {
                String file = "module-" + lines.size();
                Files.write(directory.resolve(file), module.content().bytes());
                lines.add("(name = " + CapnpText.quote(module.name()) + ", " + field(module.kind()) + " = embed \""
                        + file + "\")");
            }
        }
        return String.join(",\n    ", lines);
    }

    private static String field(ModuleKind kind) {
        return switch (kind) {
            case ES_MODULE -> "esModule";
            case COMMON_JS -> "commonJsModule";
            case WASM -> "wasm";
            case DATA -> "data";
            case TEXT -> "text";
            case SOURCE_MAP -> throw new IllegalArgumentException("a source map is no module");
        };
    }

    private String bindings() {
        List<String> lines = new ArrayList<>();
        for (int index = 0; index < version.bindings().size(); index++) {
            Binding binding = version.bindings().get(index);
            lines.add("(name = " + CapnpText.quote(binding.name()) + ", " + value(binding, index) + ")");
        }
        return String.join(",\n    ", lines);
    }

    private String value(Binding binding, int index) {
        return switch (binding.type()) {
            case "plain_text" -> "text = " + CapnpText.quote(binding.text("text"));
            case "json" -> "json = " + json(binding.json().path("json"));
            case Binding.SECRET_TEXT -> "fromEnvironment = \"" + secretVariable(index) + "\"";
            case "version_metadata" -> "json = " + json(metadata());
            case "d1" ->
                "wrapped = (moduleName = \"cloudflare-internal:d1-api\", innerBindings = [(name = \"fetcher\", service = "
                        + service(BindingKind.D1, binding.text(binding.json().has("id") ? "id" : "database_id"), index)
                        + ")])";
            case "r2_bucket" -> "r2Bucket = " + service(BindingKind.R2, bucket(binding), index);
            case "kv_namespace" -> "kvNamespace = " + service(BindingKind.KV, binding.text("namespace_id"), index);
            case "assets" -> "service = " + service(BindingKind.ASSETS, binding.text("resource"), index);
            default ->
                throw new UnsupportedOperationException("binding " + binding.name() + " has the type " + binding.type()
                        + ", which the embedded Cloudflare cannot run");
        };
    }

    private static String bucket(Binding binding) {
        return Bucket.key(
                binding.text("bucket_name"),
                Optional.of(binding.json().path("jurisdiction").asText("")));
    }

    private Object metadata() {
        return Json.mapper()
                .createObjectNode()
                .put("id", version.id())
                .put("tag", version.tag())
                .put("timestamp", version.createdOn());
    }

    private static String json(Object value) {
        return CapnpText.quote(new String(Json.write(value), StandardCharsets.UTF_8));
    }

    private String service(BindingKind kind, String resource, int index) {
        String name = "\"binding-" + index + "\"";
        services.add("""
                ,
                    (name = %s, external = (address = "127.0.0.1:%d", http = (style = host, injectRequestHeaders = [
                      (name = "%s", value = "%s"), (name = "%s", value = %s), (name = "%s", value = %s)])))""".formatted(
                        name,
                        backendPort,
                        BindingBackend.KIND_HEADER,
                        kind.name(),
                        BindingBackend.ACCOUNT_HEADER,
                        CapnpText.quote(version.account()),
                        BindingBackend.RESOURCE_HEADER,
                        CapnpText.quote(resource)));
        return name;
    }
}
