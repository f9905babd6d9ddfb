package com.pmerit.d4.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares how d4 resolves a config with what the real wrangler would upload for it. */
class WranglerConfigProcessTest {
    private static final Path WRANGLER = Path.of(
                    Optional.ofNullable(System.getProperty("basedir")).orElse(""), "target/node_modules/.bin/wrangler")
            .toAbsolutePath();

    private static final String TOML = """
            name = "router"
            main = "index.js"
            compatibility_date = "2026-01-15"
            compatibility_flags = ["nodejs_compat"]
            vars = { MODE = "top", DEEP = { b = 1.0, a = [true, "x"] }, COUNT = 3 }
            [[d1_databases]]
            binding = "DB"
            database_name = "db"
            database_id = "4222a800-ec94-479b-94d2-f1beaa7d01d9"
            [[r2_buckets]]
            binding = "IMAGES"
            bucket_name = "images"
            [[kv_namespaces]]
            binding = "KV"
            id = "0123456789abcdef0123456789abcdef"
            [env.staging]
            compatibility_date = "2026-02-01"
            [[env.staging.d1_databases]]
            binding = "DB"
            database_name = "db-staging"
            database_id = "e7604a7b-a496-4bc5-b7c1-8c1b8bf64ba9"
            [env.named]
            name = "own-name"
            compatibility_flags = []
            vars = { MODE = "named" }
            r2_buckets = [{ binding = "IMAGES", bucket_name = "images-named" }]
            [env.bare]
            """;

    private static final String JSONC = """
            {
              // a comment
              "name": "router", "main": "index.js", "compatibility_date": "2026-01-15",
              "vars": {"A": "1", "N": null, "F": false,},
              "env": {
                "staging": {"compatibility_flags": ["nodejs_compat"]},
                "other": {"vars": {"B": [1, 2.5, {"z": 1, "y": 2}]}},
              },
            }
            """;

    @TempDir
    Path directory;

    static Stream<Arguments> configs() {
        return Stream.of(
                Arguments.of("wrangler.toml", TOML, ""),
                Arguments.of("wrangler.toml", TOML, "staging"),
                Arguments.of("wrangler.toml", TOML, "named"),
                Arguments.of("wrangler.toml", TOML, "bare"),
                Arguments.of("wrangler.jsonc", JSONC, ""),
                Arguments.of("wrangler.json", JSONC, "staging"),
                Arguments.of("wrangler.jsonc", JSONC, "other"));
    }

    @ParameterizedTest
    @MethodSource("configs")
    void resolvesAsWranglerDoes(String file, String content, String environment) throws Exception {
        Files.writeString(directory.resolve(file), content);
        Files.writeString(directory.resolve("index.js"), "export default { fetch() { return new Response(); } };");

        Upload uploaded = wranglersUpload(environment);
        WranglerEnvironment resolved = resolve(environment);

        assertThat(resolved.name()).contains(uploaded.name());
        assertThat(resolved.compatibilityDate())
                .contains(uploaded.metadata().path("compatibility_date").asText());
        assertThat(resolved.compatibilityFlags()).isEqualTo(flags(uploaded.metadata()));
        assertThat(bindings(resolved)).isEqualTo(bindings(uploaded.metadata()));
    }

    private WranglerEnvironment resolve(String environment) {
        WranglerReading reading = WranglerConfig.in(directory);
        assertThat(reading).isInstanceOf(WranglerReading.Understood.class);
        WranglerConfig config = ((WranglerReading.Understood) reading).config();
        return environment.isEmpty()
                ? config.topLevel()
                : Optional.ofNullable(config.environments().get(environment)).orElseThrow();
    }

    private record Upload(String name, JsonNode metadata) {}

    private Upload wranglersUpload(String environment) throws IOException, InterruptedException {
        assertThat(WRANGLER).exists();
        Path output = directory.resolve("output.ndjson");
        Path body = directory.resolve("upload");
        ProcessBuilder wrangler = new ProcessBuilder(
                        WRANGLER.toString(),
                        "deploy",
                        "--dry-run",
                        "--outfile",
                        body.toString(),
                        "--env=" + environment)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile());
        Map<String, String> variables = wrangler.environment();
        variables.keySet().removeIf(name -> name.startsWith("CLOUDFLARE_") || name.startsWith("WRANGLER_"));
        variables.put("WRANGLER_OUTPUT_FILE_PATH", output.toString());
        variables.put("WRANGLER_SEND_METRICS", "false");
        variables.put("WRANGLER_HIDE_BANNER", "true");
        variables.put("XDG_CONFIG_HOME", directory.resolve("home").toString());
        variables.put("CI", "true");
        Process process = wrangler.start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue())
                .describedAs("%s", Files.readString(directory.resolve("log")))
                .isZero();
        return new Upload(scriptName(output), metadata(body));
    }

    private static String scriptName(Path output) throws IOException {
        for (String line : Files.readAllLines(output)) {
            JsonNode entry = new ObjectMapper().readTree(line);
            if (entry.path("type").asText().equals("deploy")) {
                return entry.path("worker_name").asText();
            }
        }
        throw new AssertionError("wrangler told no name");
    }

    private static JsonNode metadata(Path body) throws IOException {
        String text = Files.readString(body, StandardCharsets.ISO_8859_1);
        int start = text.indexOf('{', text.indexOf("name=\"metadata\""));
        return new ObjectMapper().readTree(text.substring(start));
    }

    private static List<String> flags(JsonNode metadata) {
        List<String> flags = new ArrayList<>();
        metadata.path("compatibility_flags").forEach(flag -> flags.add(flag.asText()));
        return flags;
    }

    private static Map<String, String> bindings(JsonNode metadata) {
        Map<String, String> bindings = new TreeMap<>();
        metadata.path("bindings").forEach(binding -> {
            String value = switch (binding.path("type").asText()) {
                case "plain_text" -> binding.path("text").asText();
                case "json" -> CanonicalJson.of(binding.path("json"));
                case "d1" -> binding.path("id").asText();
                case "r2_bucket" -> binding.path("bucket_name").asText();
                case "kv_namespace" -> binding.path("namespace_id").asText();
                default -> "unexpected " + binding;
            };
            bindings.put(
                    binding.path("type").asText() + " " + binding.path("name").asText(), value);
        });
        return bindings;
    }

    private static Map<String, String> bindings(WranglerEnvironment resolved) {
        Map<String, String> bindings = new TreeMap<>();
        resolved.vars()
                .forEach((name, value) ->
                        bindings.put((value instanceof Variable.Text ? "plain_text " : "json ") + name, value.shown()));
        resolved.databases()
                .forEach((name, database) ->
                        bindings.put("d1 " + name, database.id().orElseThrow()));
        resolved.buckets().forEach((name, bucket) -> bindings.put("r2_bucket " + name, bucket.shown()));
        Optional.ofNullable(resolved.raw().get("kv_namespaces"))
                .ifPresent(namespaces -> namespaces.forEach(namespace -> bindings.put(
                        "kv_namespace " + namespace.path("binding").asText(),
                        namespace.path("id").asText())));
        return bindings;
    }
}
