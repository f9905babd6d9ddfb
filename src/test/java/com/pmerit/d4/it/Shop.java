package com.pmerit.d4.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.pmerit.d4.sandbox.Sandbox;
import com.pmerit.d4.sandbox.SandboxSettings;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The project of an integration test: the shop of {@code src/it/fixture} in a git repository of its own, released to an
 * embedded Cloudflare. The scripts before and after each Maven build speak through it.
 */
public final class Shop {
    private static final String RESULT = "target/d4/result.json";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path directory;
    private final Path localRepository;

    private Shop(Path directory, Path localRepository) {
        this.directory = directory;
        this.localRepository = localRepository;
    }

    /** The shop in the directory of an integration test. */
    public static Shop at(File directory, Object localRepository) {
        return new Shop(directory.toPath(), Path.of(localRepository.toString()));
    }

    /** Copies the fixture beside the test's own POM; a file that the test brings itself stays. */
    public Shop opens(Object fixture) throws IOException {
        Path source = Path.of(fixture.toString());
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = directory.resolve(source.relativize(file).toString());
                Files.createDirectories(copy.resolveSibling(""));
                if (Files.notExists(copy)) {
                    Files.copy(file, copy);
                }
            }
        }
        return this;
    }

    /** Becomes the example project instead, with the version of the plugin filled in. */
    public Shop becomes(Object example, Object pluginVersion) throws IOException {
        Path pom = directory.resolve("pom.xml");
        Files.delete(pom);
        opens(example);
        Files.writeString(pom, Files.readString(pom).replace("@project.version@", pluginVersion.toString()));
        return this;
    }

    /** Puts everything under version control, in one commit more. */
    public Shop commits() throws IOException, InterruptedException {
        if (Files.notExists(directory.resolve(".git"))) {
            runs("git", "init", "-q", "--template=");
            runs("git", "config", "user.name", "Shop");
            runs("git", "config", "user.email", "shop@example.org");
            Files.createDirectories(directory.resolve(".git/info"));
            Files.writeString(directory.resolve(".git/info/exclude"), "build.log\n.before.json\n");
        }
        runs("git", "add", "-A");
        runs("git", "commit", "-q", "--no-gpg-sign", "-m", "Change the shop");
        return this;
    }

    /** Has a remote that it never asks. */
    public Shop isCloneOf(String address) throws IOException, InterruptedException {
        runs("git", "remote", "add", "origin", address);
        return this;
    }

    /** Deletes a tag, as if nobody had made it. */
    public Shop losesTag(String tag) throws IOException, InterruptedException {
        runs("git", "tag", "-d", tag);
        return this;
    }

    /** Writes a file. */
    public Shop writes(String path, String text) throws IOException {
        Files.createDirectories(directory.resolve(path).resolveSibling(""));
        Files.writeString(directory.resolve(path), text);
        return this;
    }

    /** Deletes a file that must be there. */
    public Shop without(String path) throws IOException {
        Files.delete(directory.resolve(path));
        return this;
    }

    /** Copies a file to where no goal writes anew. */
    public Shop keeps(String path, String copy) throws IOException {
        Files.copy(directory.resolve(path), directory.resolve(copy));
        return this;
    }

    /** Replaces a text that must be there. */
    public Shop edits(String path, String from, String to) throws IOException {
        String text = Files.readString(directory.resolve(path));
        assertThat(text).contains(from);
        Files.writeString(directory.resolve(path), text.replace(from, to));
        return this;
    }

    /** Runs a Maven build before the one that is tested; it must succeed. */
    public Shop builds(String... arguments) throws IOException, InterruptedException {
        runs(maven(arguments), Map.of());
        return this;
    }

    /** Runs a Maven build that is sent to an embedded Cloudflare with nothing in it, as to the real one; it must succeed. */
    public Shop buildsInAnEmptyAccount(String... arguments) throws IOException, InterruptedException {
        try (Sandbox sandbox = servesCloudflare(0)) {
            Map<String, String> account = Map.of(
                    "CLOUDFLARE_API_BASE_URL", sandbox.api().toString(),
                    "CLOUDFLARE_API_TOKEN", sandbox.token(),
                    "CLOUDFLARE_ACCOUNT_ID", SandboxSettings.USUAL_ACCOUNT.id());
            runs(maven(arguments), account);
        }
        return this;
    }

    private String[] maven(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("maven.home"), "bin", "mvn").toString(),
                "-B",
                "-Dmaven.repo.local=" + localRepository));
        command.addAll(List.of(arguments));
        return command.toArray(String[]::new);
    }

    /**
     * Starts the embedded Cloudflare as a server of its own, for a build that is sent to it by {@code CLOUDFLARE_API_BASE_URL}.
     * The script after the build closes it.
     */
    public Sandbox servesCloudflare(Object port) throws IOException {
        return Sandbox.start(settings().withPorts(Integer.parseInt(port.toString()), 0));
    }

    /** Keeps what the embedded Cloudflare holds now, to be compared after the build. */
    public Shop remembersCloudflare() throws IOException {
        JSON.writeValue(directory.resolve(".before.json").toFile(), cloudflare());
        return this;
    }

    /** The build left the embedded Cloudflare exactly as it was when it was remembered. */
    public Shop leftCloudflareUnchanged() throws IOException {
        JsonNode before = JSON.readTree(directory.resolve(".before.json").toFile());
        assertThat(cloudflare()).isEqualTo(before);
        return this;
    }

    /** The build never made an embedded Cloudflare at all. */
    public Shop neverAskedCloudflare() {
        assertThat(directory.resolve(".d4")).doesNotExist();
        return this;
    }

    /** What the embedded Cloudflare holds. */
    public JsonNode cloudflare() throws IOException {
        try (Sandbox sandbox = Sandbox.start(settings())) {
            return sandbox.snapshot(SandboxSettings.USUAL_ACCOUNT.id());
        }
    }

    /** Somebody changes a database by hand. */
    public Shop suffers(String database, String sql) throws IOException, InterruptedException {
        try (Sandbox sandbox = Sandbox.start(settings())) {
            String databases = sandbox.api() + "/accounts/" + SandboxSettings.USUAL_ACCOUNT.id() + "/d1/database";
            JsonNode found = asked(sandbox, HttpRequest.newBuilder(URI.create(databases + "?name=" + database)));
            String id = found.path("result").path(0).path("uuid").asText();
            String body = JSON.createObjectNode().put("sql", sql).toString();
            asked(
                    sandbox,
                    HttpRequest.newBuilder(URI.create(databases + "/" + id + "/query"))
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString(body)));
        }
        return this;
    }

    private static JsonNode asked(Sandbox sandbox, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        HttpRequest signed =
                request.header("Authorization", "Bearer " + sandbox.token()).build();
        JsonNode answer = JSON.readTree(HttpClient.newHttpClient()
                .send(signed, BodyHandlers.ofByteArray())
                .body());
        assertThat(answer.path("success").asBoolean()).as("%s", answer).isTrue();
        return answer;
    }

    /** Restores a database from the one backup that the build made. */
    public Shop restoresItsBackup(String database, String... arguments) throws IOException, InterruptedException {
        List<Path> backups;
        try (Stream<Path> found = Files.walk(directory.resolve("target/d4/backup"))) {
            backups = found.filter(file -> file.endsWith("manifest.json"))
                    .map(Path::getParent)
                    .toList();
        }
        assertThat(backups).hasSize(1);
        List<String> goal =
                new ArrayList<>(List.of("d4:restore", "-Dd4.dump=" + backups.get(0), "-Dd4.confirm=" + database));
        goal.addAll(List.of(arguments));
        return builds(goal.toArray(String[]::new));
    }

    /** A database has exactly these tables, beside those of SQLite, wrangler and d4. */
    public Shop hasTables(String database, String... tables) throws IOException {
        List<JsonNode> found = cloudflare().findValues(database);
        assertThat(found).hasSize(1);
        List<String> names = new ArrayList<>();
        found.get(0).path("tables").fieldNames().forEachRemaining(names::add);
        names.removeIf(name -> name.startsWith("d4_") || name.startsWith("sqlite_"));
        assertThat(names).as("%s", failures()).containsExactlyInAnyOrder(tables);
        return this;
    }

    /** The account has exactly these buckets. */
    public Shop hasBuckets(String... names) throws IOException {
        List<String> found = new ArrayList<>();
        cloudflare().path("buckets").fieldNames().forEachRemaining(found::add);
        assertThat(found).as("%s", failures()).containsExactlyInAnyOrder(names);
        return this;
    }

    /** These gates failed and no other, the first of them with this remedy. */
    public Shop failedAt(String gates, String remedy) throws IOException {
        List<String> failed = new ArrayList<>();
        for (JsonNode gate : result().path("checklist").path("gates")) {
            if (gate.path("verdict").asText().equals("failed")) {
                failed.add(gate.path("id").asText());
            }
        }
        assertThat(String.join(",", failed)).as("%s", failures()).isEqualTo(gates);
        assertThat(result().path("outcome").asText()).as("%s", failures()).isEqualTo("GATE_FAILED");
        return said(remedy).said("BUILD FAILURE");
    }

    /** The build ended with this outcome after these many gates had looked. */
    public Shop ended(String outcome, int gatesThatLooked) throws IOException {
        assertThat(result().path("outcome").asText()).as("%s", failures()).isEqualTo(outcome);
        int looked = 0;
        for (JsonNode gate : result().path("checklist").path("gates")) {
            looked += gate.path("verdict").asText().equals("skipped") ? 0 : 1;
        }
        assertThat(looked).as("%s", failures()).isEqualTo(gatesThatLooked);
        return this;
    }

    /** The build's log has this text, wherever its lines were broken. */
    public Shop said(String text) throws IOException {
        assertThat(log().replaceAll("\\s*\\n\\[(INFO|WARNING|ERROR)\\]\\s*", " "))
                .as("%s", failures())
                .contains(text);
        return this;
    }

    /** The build's log does not have this text. */
    public Shop neverSaid(String text) throws IOException {
        assertThat(log()).doesNotContain(text);
        return this;
    }

    /** The build's log has this text once and no more. */
    public Shop saidOnce(String text) throws IOException {
        assertThat(log()).as("%s", failures()).containsOnlyOnce(text);
        return this;
    }

    /** The build's log has this text, and not more often than that. */
    public Shop saidNoMoreThan(int times, String text) throws IOException {
        assertThat(log().split(Pattern.quote(text), -1)).hasSizeBetween(2, times + 1);
        return this;
    }

    /** This value stands neither in the build's log nor in any file that the build or the embedded Cloudflare wrote. */
    public Shop neverTold(String secret) throws IOException {
        assertThat(filesWith(secret)).isEmpty();
        return this;
    }

    /** The flight recorder wrote lines of these goals, in this order, and of no other. */
    public Shop recorded(String... goals) throws IOException {
        Set<String> heard = new LinkedHashSet<>();
        for (String line : Files.readAllLines(directory.resolve("target/d4/flight.ndjson"))) {
            heard.add(JSON.readTree(line).path("goal").asText());
        }
        assertThat(heard).containsExactly(goals);
        return this;
    }

    /** The token of the embedded Cloudflare stands in its own file, where it is kept, and nowhere else. */
    public Shop neverToldTheTokenOfItsCloudflare() throws IOException {
        Path kept = directory.resolve(".d4/sandbox/token");
        assertThat(filesWith(Files.readString(kept).strip())).containsExactly(kept);
        return this;
    }

    private List<Path> filesWith(String secret) throws IOException {
        List<Path> files = new ArrayList<>(List.of(directory.resolve("build.log")));
        for (String written : List.of(".d4", "target")) {
            if (Files.exists(directory.resolve(written))) {
                try (Stream<Path> found = Files.walk(directory.resolve(written))) {
                    found.filter(Files::isRegularFile).forEach(files::add);
                }
            }
        }
        List<Path> telling = new ArrayList<>();
        for (Path file : files) {
            if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(secret)) {
                telling.add(file);
            }
        }
        return telling;
    }

    /** The build made this file. */
    public Shop has(String path) throws IOException {
        assertThat(directory.resolve(path)).as("%s", failures()).exists();
        return this;
    }

    /** The build made no such file. */
    public Shop hasNot(String path) {
        assertThat(directory.resolve(path)).doesNotExist();
        return this;
    }

    /** Both scripts run the same code, all of their traffic going to one version. */
    public Shop runsWhatStagingRuns(String production, String staging) throws IOException {
        JsonNode workers = cloudflare().path("workers");
        assertThat(codeOf(workers, production))
                .as("%s", failures())
                .isNotBlank()
                .isEqualTo(codeOf(workers, staging));
        return this;
    }

    /** The newest version of a script, which takes all its traffic, got these secrets or other values of them since its release. */
    public Shop gotSecrets(String script, String... names) throws IOException {
        JsonNode found = script(script);
        List<JsonNode> versions = versionsOfD4(found);
        JsonNode last = versions.get(versions.size() - 1);
        for (String name : names) {
            assertThat(last.path("secrets").has(name)).as(name).isTrue();
            assertThat(last.path("secrets").path(name))
                    .as(name)
                    .isNotEqualTo(versions.get(0).path("secrets").path(name));
        }
        return serves(found, last);
    }

    /** A script was released twice, and takes all its traffic by the version of the first time. */
    public Shop runsItsFirstVersion(String script) throws IOException {
        List<JsonNode> versions = versionsOfD4(script(script));
        assertThat(versions).as("%s", failures()).hasSize(2);
        return serves(script(script), versions.get(0));
    }

    private Shop serves(JsonNode script, JsonNode version) throws IOException {
        JsonNode deployments = script.path("deployments");
        List<String> serving = new ArrayList<>();
        deployments.path(deployments.size() - 1).path("versions").fieldNames().forEachRemaining(serving::add);
        assertThat(serving)
                .as("%s", failures())
                .containsExactly(version.path("number").asText());
        return this;
    }

    private JsonNode script(String name) throws IOException {
        return cloudflare().path("workers").path("scripts").path(name);
    }

    /** Those that d4 uploaded, oldest first; what stood there before has no tag. */
    private static List<JsonNode> versionsOfD4(JsonNode script) {
        List<JsonNode> versions = new ArrayList<>();
        for (JsonNode version : script.path("versions")) {
            if (version.path("annotations").has("workers/tag")) {
                versions.add(version);
            }
        }
        return versions;
    }

    /** The newest deployment of a site holds what its first did, after one that held something else. */
    public Shop publishesItsFirstSite(String project) throws IOException {
        JsonNode deployments = cloudflare().path("pages").path(project).path("deployments");
        assertThat(deployments.size()).as("%s", failures()).isEqualTo(3);
        JsonNode first = deployments.path(0).path("manifest");
        assertThat(first.size()).as("%s", failures()).isEqualTo(2);
        assertThat(deployments.path(1).path("manifest")).isNotEqualTo(first);
        assertThat(deployments.path(2).path("manifest")).as("%s", failures()).isEqualTo(first);
        return this;
    }

    /** HEAD has this annotated tag. */
    public Shop isTagged(String tag) throws IOException, InterruptedException {
        runs("git", "describe", "--exact-match", "--match", tag, "HEAD");
        return this;
    }

    /** The result that the last goal wrote. */
    public JsonNode result() throws IOException {
        return JSON.readTree(directory.resolve(RESULT).toFile());
    }

    private String failures() throws IOException {
        return Failures.in(directory.resolve(RESULT));
    }

    private SandboxSettings settings() {
        return SandboxSettings.in(directory.resolve(".d4/sandbox"));
    }

    private static String codeOf(JsonNode workers, String script) {
        JsonNode versions = workers.path("scripts").path(script).path("versions");
        return versions.path(versions.size() - 1).path("etag").asText();
    }

    private String log() throws IOException {
        return Files.readString(directory.resolve("build.log"));
    }

    private void runs(String... command) throws IOException, InterruptedException {
        runs(command, Map.of());
    }

    private void runs(String[] command, Map<String, String> environment) throws IOException, InterruptedException {
        Path output = Files.createTempFile("shop", ".log");
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            assertThat(process.waitFor())
                    .as("%s%n%s%n%s", String.join(" ", command), Files.readString(output), failures())
                    .isZero();
        } finally {
            Files.deleteIfExists(output);
        }
    }
}
