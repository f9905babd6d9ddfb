package com.pmerit.d4.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WranglerConfigTest {
    private static final String TOML = """
            # a comment
            name = "router"
            main = "src/index.ts"
            compatibility_date = 2026-01-15
            compatibility_flags = ["nodejs_compat"]
            [vars]
            MODE = "a"
            LIMITS = { b = 1, a = [true] }
            [triggers]
            crons = ["0 * * * *"]
            [[kv_namespaces]]
            binding = "KV"
            id = "0123"
            [env.staging]
            no_bundle = true
            [[env.staging.d1_databases]]
            binding = "DB"
            database_name = "db"
            database_id = "id"
            migrations_dir = "sql"
            migrations_table = "done"
            migrations_pattern = "sql/*/*.sql"
            [[env.staging.r2_buckets]]
            binding = "IMAGES"
            bucket_name = "images"
            jurisdiction = "eu"
            """;

    private static final String JSON = """
            {
              "name": "router",
              "main": "src/index.ts",
              "compatibility_date": "2026-01-15",
              "compatibility_flags": ["nodejs_compat"],
              "vars": {"MODE": "a", "LIMITS": {"a": [true], "b": 1.0}},
              "triggers": {"crons": ["0 * * * *"]},
              "kv_namespaces": [{"binding": "KV", "id": "0123"}],
              "env": {"staging": {
                "no_bundle": true,
                "d1_databases": [{"binding": "DB", "database_name": "db", "database_id": "id",
                  "migrations_dir": "sql", "migrations_table": "done", "migrations_pattern": "sql/*/*.sql"}],
                "r2_buckets": [{"binding": "IMAGES", "bucket_name": "images", "jurisdiction": "eu"}]
              }}
            }
            """;

    @TempDir
    Path temporary;

    private Path directory;

    @BeforeEach
    void makeDirectory() throws IOException {
        directory = Files.createDirectories(temporary.toRealPath().resolve("product/worker"));
    }

    @Test
    void readsTheSameFromTomlJsonAndJsonc() throws IOException {
        write("wrangler.toml", TOML);
        WranglerConfig toml = understood().config();
        write(
                "wrangler.jsonc",
                "\uFEFF// a comment\n" + JSON.replace("[\"nodejs_compat\"]", "[\"nodejs_compat\",] /* x */"));
        WranglerConfig jsonc = understood().config();
        write("wrangler.json", JSON);
        WranglerConfig json = understood().config();

        assertThat(List.of(toml, jsonc, json))
                .extracting(WranglerConfig::fileName)
                .containsExactly("wrangler.toml", "wrangler.jsonc", "wrangler.json");
        assertThat(withoutRaw(jsonc.topLevel())).isEqualTo(withoutRaw(toml.topLevel()));
        assertThat(withoutRaw(section(jsonc, "staging"))).isEqualTo(withoutRaw(section(toml, "staging")));
        assertThat(json.topLevel()).isEqualTo(jsonc.topLevel());
        assertThat(json.environments()).isEqualTo(jsonc.environments());
        assertThat(json.topLevel().raw().keySet())
                .containsExactlyInAnyOrderElementsOf(toml.topLevel().raw().keySet());
    }

    @Test
    void resolvesTheTopLevel() throws IOException {
        write("wrangler.toml", TOML);

        WranglerEnvironment topLevel = understood().config().topLevel();

        assertThat(topLevel.name()).contains("router");
        assertThat(topLevel.main()).contains("src/index.ts");
        assertThat(topLevel.compatibilityDate()).contains("2026-01-15");
        assertThat(topLevel.compatibilityFlags()).containsExactly("nodejs_compat");
        assertThat(topLevel.noBundle()).isFalse();
        assertThat(topLevel.vars())
                .containsExactly(
                        Map.entry("MODE", new Variable.Text("a")),
                        Map.entry("LIMITS", new Variable.Json("{\"a\":[true],\"b\":1}")));
        assertThat(topLevel.crons()).containsExactly("0 * * * *");
        assertThat(topLevel.raw()).containsKey("kv_namespaces").doesNotContainKey("env");
    }

    @Test
    void inheritsInASectionWhatWranglerInherits() throws IOException {
        write("wrangler.toml", TOML);

        WranglerEnvironment staging = section(understood().config(), "staging");

        assertThat(staging.section()).contains("staging");
        assertThat(staging.name()).contains("router-staging");
        assertThat(staging.main()).contains("src/index.ts");
        assertThat(staging.compatibilityFlags()).containsExactly("nodejs_compat");
        assertThat(staging.crons()).containsExactly("0 * * * *");
        assertThat(staging.noBundle()).isTrue();
        assertThat(staging.databases())
                .containsExactly(Map.entry(
                        "DB",
                        new WranglerEnvironment.WranglerDatabase(
                                Optional.of("db"),
                                Optional.of("id"),
                                Optional.of("sql"),
                                Optional.of("done"),
                                Optional.of("sql/*/*.sql"))));
        assertThat(staging.buckets()).containsExactly(Map.entry("IMAGES", new Bucket("images", Optional.of("eu"))));
    }

    @Test
    void leavesOutOfASectionWhatWranglerDoesNotInheritAndSaysSo() throws IOException {
        write("wrangler.toml", TOML);

        WranglerEnvironment staging = section(understood().config(), "staging");

        assertThat(staging.vars()).isEmpty();
        assertThat(staging.raw()).doesNotContainKeys("vars", "kv_namespaces");
        assertThat(staging.notInherited()).containsExactly("kv_namespaces", "vars");
    }

    @ParameterizedTest
    @CsvSource({"'\"name\": \"own\"', own", "'\"minify\": true', router-staging"})
    void namesASectionsScriptAsWranglerDoes(String key, String name) throws IOException {
        write("wrangler.json", "{\"name\": \"router\", \"env\": {\"staging\": {" + key + "}}}");

        assertThat(section(understood().config(), "staging").name()).contains(name);
    }

    @Test
    void namesTheSingleVarThatASectionOfVarsLeavesOut() throws IOException {
        write("wrangler.json", "{\"vars\": {\"A\": 1, \"B\": 2}, \"env\": {\"x\": {\"vars\": {\"A\": 3}}}}");

        assertThat(section(understood().config(), "x").notInherited()).containsExactly("vars.B");
    }

    @Test
    void keepsAnUnknownKeyAndNamesIt() throws IOException {
        write("wrangler.json", "{\"name\": \"a\", \"compatability_date\": 1, \"env\": {\"x\": {\"keep_vars\": true}}}");

        WranglerReading.Understood understood = understood();

        assertThat(understood.config().topLevel().raw()).containsKey("compatability_date");
        assertThat(understood.warnings())
                .extracting(Fault::tag, Fault::remedy)
                .contains(tuple("wrangler.json: compatability_date", "Did you mean compatibility_date?"));
        assertThat(understood.warnings()).extracting(Fault::tag).contains("wrangler.json: env.x.keep_vars");
        assertThat(section(understood.config(), "x").raw()).doesNotContainKey("keep_vars");
    }

    @Test
    void takesTheStrongestOfSeveralFilesAndNamesTheIgnoredOnes() throws IOException {
        write("wrangler.toml", TOML);
        write("wrangler.jsonc", "{\"name\": \"other\"}");

        WranglerReading.Understood understood = understood();

        assertThat(understood.config().topLevel().name()).contains("other");
        assertThat(understood.warnings())
                .extracting(Fault::tag, Fault::problem)
                .containsExactly(tuple(
                        directory.resolve("wrangler.toml").toString(),
                        "is ignored: wrangler takes wrangler.jsonc of the same directory"));
    }

    @Test
    void warnsOfAParentsFileThatWranglerWouldPrefer() throws IOException {
        write("wrangler.toml", TOML);
        write("../wrangler.json", "{}");

        assertThat(understood().warnings())
                .extracting(Fault::tag)
                .containsExactly(
                        temporary.toRealPath().resolve("product/wrangler.json").toString());
    }

    @Test
    void warnsOfADeployConfigThatABuildLeftBehind() throws IOException {
        write("wrangler.toml", TOML);
        Files.createDirectories(directory.resolve(".wrangler/deploy"));
        write(".wrangler/deploy/config.json", "{}");

        assertThat(understood().warnings())
                .extracting(Fault::tag)
                .containsExactly(
                        directory.resolve(".wrangler/deploy/config.json").toString());
    }

    @Test
    void refusesADirectoryWithoutAConfig() {
        assertThat(refused()).extracting(Fault::tag).containsExactly("<worker><directory>");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"name": }                                      | wrangler.json
                    {"name": "a", "name": "b"}                      | wrangler.json
                    {"name": "a"} x                                 | wrangler.json
                    []                                              | wrangler.json
                    ''                                              | wrangler.json
                    {"name": 1}                                     | wrangler.json: name
                    {"compatibility_date": null}                    | wrangler.json: compatibility_date
                    {"env": {"a": {"name": null}}}                  | wrangler.json: env.a.name
                    {"env": {"a": {"vars": null}}}                  | wrangler.json: env.a.vars
                    {"vars": []}                                    | wrangler.json: vars
                    {"no_bundle": "yes"}                            | wrangler.json: no_bundle
                    {"compatibility_flags": [1]}                    | wrangler.json: compatibility_flags
                    {"triggers": {"crons": "x"}}                    | wrangler.json: triggers.crons
                    {"env": {"a": 1}}                               | wrangler.json: env.a
                    {"env": []}                                     | wrangler.json: env
                    {"d1_databases": {}}                            | wrangler.json: d1_databases
                    {"d1_databases": [{}]}                          | wrangler.json: d1_databases[0].binding
                    {"d1_databases": ["DB"]}                        | wrangler.json: d1_databases[0].binding
                    {"d1_databases": [{"binding": "A-B"}]}          | wrangler.json: d1_databases[0].binding
                    {"d1_databases": [{"binding": "A"}, {"binding": "A"}]} | wrangler.json: d1_databases[1].binding
                    {"d1_databases": [{"binding": "A", "database_id": 1}]} | wrangler.json: d1_databases[A].database_id
                    {"r2_buckets": [{"binding": "A"}]}              | wrangler.json: r2_buckets[A].bucket_name
                    {"legacy_env": false}                           | wrangler.json: legacy_env
                    {"pages_build_output_dir": "dist"}              | wrangler.json: pages_build_output_dir
                    """)
    void refusesAConfigThatWranglerWouldNotTakeOrD4NotUnderstand(String json, String tag) throws IOException {
        write("wrangler.json", json);

        assertThat(refused()).extracting(Fault::tag).containsExactly(tag);
    }

    @Test
    void saysWhereATomlFileIsMalformed() throws IOException {
        write("wrangler.toml", "name = \"a\"\nmain = \n");

        assertThat(refused())
                .extracting(Fault::problem)
                .singleElement()
                .asString()
                .contains("line 2");
    }

    @Test
    void refusesAFileThatIsNoText() throws IOException {
        Files.write(directory.resolve("wrangler.toml"), new byte[] {(byte) 0xC3, 0x28});

        assertThat(refused()).extracting(Fault::problem).containsExactly("is not UTF-8 text");
    }

    private void write(String file, String content) throws IOException {
        Files.writeString(directory.resolve(file), content);
    }

    private WranglerReading.Understood understood() {
        WranglerReading reading = WranglerConfig.in(directory);
        assertThat(reading).isInstanceOf(WranglerReading.Understood.class);
        return (WranglerReading.Understood) reading;
    }

    private List<Fault> refused() {
        WranglerReading reading = WranglerConfig.in(directory);
        assertThat(reading).isInstanceOf(WranglerReading.Refused.class);
        return ((WranglerReading.Refused) reading).faults();
    }

    private static WranglerEnvironment section(WranglerConfig config, String name) {
        WranglerEnvironment section = config.environments().get(name);
        if (section == null) {
            throw new AssertionError("No section " + name);
        }
        return section;
    }

    // What is kept raw tells 1 from 1.0, as the formats do.
    private static WranglerEnvironment withoutRaw(WranglerEnvironment from) {
        return new WranglerEnvironment(
                from.section(),
                from.name(),
                from.main(),
                from.compatibilityDate(),
                from.compatibilityFlags(),
                from.noBundle(),
                from.databases(),
                from.buckets(),
                from.vars(),
                from.crons(),
                Map.of(),
                from.notInherited());
    }
}
