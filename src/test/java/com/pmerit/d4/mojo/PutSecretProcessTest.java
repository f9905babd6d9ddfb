package com.pmerit.d4.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pmerit.d4.cloudflare.AccountId;
import com.pmerit.d4.cloudflare.ApiSettings;
import com.pmerit.d4.cloudflare.CloudflareApi;
import com.pmerit.d4.cloudflare.Credential;
import com.pmerit.d4.cloudflare.FlightRecorder;
import com.pmerit.d4.cloudflare.Redactor;
import com.pmerit.d4.cloudflare.SecretValue;
import com.pmerit.d4.cloudflare.Waiting;
import com.pmerit.d4.contract.Contract;
import com.pmerit.d4.release.Outcome;
import com.pmerit.d4.release.ReleaseResult;
import com.pmerit.d4.report.Console;
import com.pmerit.d4.report.Report;
import com.pmerit.d4.report.ReportFiles;
import com.pmerit.d4.sandbox.Api;
import com.pmerit.d4.sandbox.Sandbox;
import com.pmerit.d4.sandbox.SandboxSettings;
import com.pmerit.d4.sandbox.Wrangler;
import com.pmerit.d4.smoke.DataPlane;
import com.pmerit.d4.smoke.HttpTransport;
import com.pmerit.d4.worker.NewSecrets;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.maven.settings.Settings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets that d4:put-secret sets, in a Worker that workerd runs. */
final class PutSecretProcessTest {
    private static final int AT_ONCE = 100;
    private static final String SCRIPT = "/workers/scripts/shop-staging";
    private static final List<String> NAMES =
            IntStream.range(0, AT_ONCE).mapToObj("N_%03d"::formatted).toList();

    /** Tells its health, and each text of its env as the bytes of its UTF-8 in hexadecimal. */
    private static final String WORKER = """
            const hex = (text) => [...new TextEncoder().encode(text)].map((byte) => byte.toString(16).padStart(2, "0")).join("");

            export default {
              async fetch(request, env) {
                if (new URL(request.url).pathname === "/health") return Response.json({ status: "healthy" });
                const texts = Object.entries(env).filter(([, value]) => typeof value === "string");
                return Response.json(Object.fromEntries(texts.map(([name, value]) => [name, hex(value)])));
              },
            };
            """;

    @TempDir
    private static Path directory = Path.of(".");

    private static Path output = Path.of(".");
    private static String account = "";
    private static final List<AutoCloseable> OPENED = new ArrayList<>();
    private static final List<Contract> CONTRACT = new ArrayList<>();

    @BeforeAll
    static void releases() throws Exception {
        Path project = Files.createDirectory(directory.resolve("shop"));
        output = directory.resolve("output");
        Contract contract = ShopProject.in(
                project,
                Stream.concat(NAMES.stream(), Stream.of("EXTRA_ONE", "EXTRA_TWO"))
                        .map(name -> "<secret>" + name + "</secret>")
                        .collect(Collectors.joining()));
        Files.writeString(project.resolve("src/worker.js"), WORKER);
        CONTRACT.add(contract);
        SandboxSettings usual = EmbeddedSettings.of(contract);
        account = usual.accounts().get(0).id();
        OPENED.add(Sandbox.start(new SandboxSettings(
                directory.resolve("state"),
                0,
                0,
                usual.accounts(),
                usual.seeds(),
                Path.of("target").toAbsolutePath(),
                false,
                List.of())));
        build((bench, target, cloud) -> {
            DeployRun.Ended ended = Deploying.deploy(bench, target);
            assertThat(ended.release().orElseThrow().outcome()).as("%s", ended).isEqualTo(Outcome.DONE);
            return ended;
        });
    }

    @AfterAll
    static void stops() throws Exception {
        for (AutoCloseable opened : OPENED) {
            opened.close();
        }
        OPENED.clear();
        CONTRACT.clear();
    }

    @Test
    void twoHundredHostileSecretsArriveByteForByteAndAppearNowhereElse() throws Exception {
        List<HostileSecret> all = HostileSecret.all();
        assertThat(all).hasSize(2 * AT_ONCE);
        int versions = versions();
        StringBuilder told = new StringBuilder();

        for (List<HostileSecret> some : List.of(all.subList(0, AT_ONCE), all.subList(AT_ONCE, 2 * AT_ONCE))) {
            Path descriptors = Files.createDirectories(directory.resolve("descriptors"));
            Files.write(descriptors.resolve("3"), records(some));
            NewSecrets secrets = new SecretSources(
                            Map.of(), descriptors, new Settings(), new EncryptedSettings(directory).decryption())
                    .read(new SecretSources.Wish(List.of(), false, Optional.of(3), List.of(), true))
                    .secrets();
            Files.delete(descriptors.resolve("3"));
            told.append(put(secrets));

            JsonNode arrived = answer("/texts");
            for (int number = 0; number < AT_ONCE; number++) {
                byte[] sent = some.get(number).value().getBytes(StandardCharsets.UTF_8);
                assertThat(arrived.path(NAMES.get(number)).asText())
                        .as("%s", some.get(number))
                        .isEqualTo(HexFormat.of().formatHex(sent));
            }
        }

        assertThat(versions()).as("each hundred is one version").isEqualTo(versions + 2);
        told.append(written(output));
        assertThat(told.toString()).contains("N_000", "secret_text", "put-secret");
        String kept = written(directory.resolve("state"));
        List<String> leaks = new ArrayList<>();
        for (HostileSecret secret : all) {
            new Appearances(secret.value())
                    .in(told.toString())
                    .forEach(spelling -> leaks.add(secret.kind() + " as " + spelling));
            if (!secret.isShort() && kept.contains(secret.value())) {
                leaks.add(secret.kind() + " on the disk of the embedded Cloudflare");
            }
        }
        assertThat(leaks).isEmpty();
    }

    @Test
    void leavesTheNamesThatASecretBulkOfWranglerLeaves() throws Exception {
        deletes("EXTRA_ONE");
        List<String> before = names();
        Map<String, SecretValue> values = new TreeMap<>();
        values.put("EXTRA_ONE", SecretValue.of("a first value"));
        values.put("EXTRA_TWO", SecretValue.of("a second value"));
        put(new NewSecrets(values));
        JsonNode byD4 = version();
        List<String> namesByD4 = names();
        JsonNode answeredByD4 = answer("/texts");
        deletes("EXTRA_ONE");
        assertThat(names()).isEqualTo(before);

        Path tool = Files.createDirectories(directory.resolve("tool"));
        Files.writeString(
                tool.resolve("secrets.json"), "{\"EXTRA_ONE\":\"a first value\",\"EXTRA_TWO\":\"a second value\"}");
        new Wrangler(sandbox(), account, tool)
                .run(tool, "secret", "bulk", "secrets.json", "--name", "shop-staging")
                .succeeded();

        assertThat(names()).isEqualTo(namesByD4).contains("EXTRA_ONE", "EXTRA_TWO");
        for (String same : List.of("bindings", "modules", "compatibility_date", "compatibility_flags", "main_module")) {
            assertThat(version().path(same)).as(same).isEqualTo(byD4.path(same));
        }
        assertThat(answer("/texts")).isEqualTo(answeredByD4);
    }

    /** Whichever way the values came: the build's own environment may hold them, under any name. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void noChildOfTheGoalSeesAValue(boolean fromEnvironment) throws Exception {
        String value = "a value; that $no child #may see";
        Path calls = directory.resolve("calls-" + fromEnvironment);
        Map<String, String> environment = new TreeMap<>(Map.of(
                "PATH",
                wrappedGit(calls) + File.pathSeparator + System.getenv("PATH"),
                "HOME",
                directory.toString(),
                "HARMLESS",
                "for every child",
                "EXTRA_ONE",
                value,
                "EXTRA_TWO",
                "~q9~",
                "A_COPY",
                "~q9~",
                "DATABASE_URL",
                "mysql://shop:" + value + "@db.test/shop"));
        Path descriptors = Files.createDirectories(directory.resolve("descriptors"));
        Files.writeString(descriptors.resolve("3"), "EXTRA_ONE=" + value + "\0EXTRA_TWO=~q9~\0");
        List<String> names = List.of("EXTRA_ONE", "EXTRA_TWO");

        GivenSecrets given = new SecretSources(
                        environment, descriptors, new Settings(), new EncryptedSettings(directory).decryption())
                .read(new SecretSources.Wish(
                        names, fromEnvironment, Optional.of(3).filter(number -> !fromEnvironment), List.of(), true));
        put(environment, given);

        String seen = Files.readString(calls);
        assertThat(seen).contains("HARMLESS=for every child", "rev-parse");
        assertThat(new Appearances(value).in(seen)).isEmpty();
        assertThat(seen).doesNotContain("~q9~");
        assertThat(given.toString()).doesNotContain(value, "~q9~");
    }

    /** A directory with a git in it that notes its arguments and its environment before it is git. */
    private static Path wrappedGit(Path notes) throws IOException {
        Path bin = Files.createDirectories(directory.resolve("bin-" + notes.getFileName()));
        String real = Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .map(each -> Path.of(each, "git"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow()
                .toString();
        Path git = bin.resolve("git");
        Files.writeString(git, "#!/bin/sh\n{ echo \"$@\"; env; } >>'" + notes + "'\nexec '" + real + "' \"$@\"\n");
        Files.setPosixFilePermissions(git, PosixFilePermissions.fromString("rwx------"));
        return bin;
    }

    private interface Work<T> {
        T with(Workbench bench, Target target, Cloud cloud) throws Exception;
    }

    private static Sandbox sandbox() {
        return (Sandbox) OPENED.get(0);
    }

    /** A build with all that a goal writes: the flight recorder, and reports if the work makes some. */
    private static <T> T build(Work<T> work) throws Exception {
        return build(usualEnvironment(), Set.of(), work);
    }

    private static Map<String, String> usualEnvironment() {
        return Map.of("PATH", System.getenv("PATH"), "HOME", directory.toString());
    }

    private static <T> T build(Map<String, String> environment, Set<String> hidden, Work<T> work) throws Exception {
        Contract contract = CONTRACT.get(0);
        ApiSettings settings = ApiSettings.of(
                sandbox().api(), new Credential(SecretValue.of(sandbox().token()), "the sandbox of the test"), "test");
        Path place = output.resolve(String.valueOf(System.nanoTime()));
        Redactor redactor = new Redactor();
        CloudflareApi api = new CloudflareApi(
                settings,
                Waiting.real(),
                redactor,
                new FlightRecorder(place, Clock.systemUTC()).recording("d4:put-secret", warning -> {}));
        DataPlane plane = DataPlane.behind(sandbox().front());
        try (Cloud cloud = new Cloud(
                api,
                api.account(new AccountId(account)),
                new HttpTransport(plane, Optional.empty(), redactor::mask),
                plane,
                Set.of(sandbox().token()),
                () -> {})) {
            Set<String> secret = new HashSet<>(cloud.secretValues());
            secret.addAll(hidden);
            Workbench bench = new Workbench(contract, knobs(), environment, secret);
            return work.with(
                    bench, cloud.target(contract, contract.environments().get(0)), cloud);
        }
    }

    /** Sets them as the goal does; gives all that was told at the terminal, and writes the reports. */
    private static String put(NewSecrets secrets) throws Exception {
        return put(usualEnvironment(), new GivenSecrets(secrets, Set.of()));
    }

    private static String put(Map<String, String> environment, GivenSecrets given) throws Exception {
        NewSecrets secrets = given.secrets();
        StringBuilder told = new StringBuilder();
        Path reports = output.resolve("reports" + System.nanoTime());
        build(environment, given.hiddenWith(Set.of()), (bench, target, cloud) -> {
            secrets.values().values().forEach(cloud::learn);
            GoalRun goal = new GoalRun("d4:put-secret", bench, Optional.of(target.environment()), true);
            ReleaseResult result = new PutSecretRun(
                            bench,
                            target,
                            secrets,
                            Optional::empty,
                            Duration.ofSeconds(10),
                            line -> told.append(line).append('\n'),
                            step -> told.append(step.id()).append('\n'))
                    .run();
            told.append(secrets).append(result).append('\n');
            assertThat(result.outcome()).as("%s", result).isEqualTo(Outcome.DONE);
            Report report = goal.deployed(DeployRun.Ended.before(result), cloud.smokes(), "mvn d4:put-secret");
            new ReportFiles(reports, cloud::masked).write(report);
            new Console(100, cloud::masked)
                    .lines(report)
                    .forEach(line -> told.append(line.text()).append('\n'));
            return result;
        });
        return told.toString();
    }

    private static byte[] records(List<HostileSecret> some) {
        StringBuilder records = new StringBuilder();
        for (int number = 0; number < some.size(); number++) {
            records.append(NAMES.get(number))
                    .append('=')
                    .append(some.get(number).value())
                    .append('\0');
        }
        return records.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String written(Path place) throws IOException {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> files = Files.walk(place)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                text.append(new String(Files.readAllBytes(file), StandardCharsets.UTF_8))
                        .append('\n');
            }
        }
        return text.toString();
    }

    private static void deletes(String name) throws Exception {
        others().call("DELETE", SCRIPT + "/secrets/" + name, "").result();
    }

    private static List<String> names() throws Exception {
        return others().get(SCRIPT + "/secrets").result().findValuesAsText("name").stream()
                .sorted()
                .toList();
    }

    private static JsonNode script() throws IOException {
        return sandbox().snapshot(account).path("workers").path("scripts").path("shop-staging");
    }

    private static int versions() throws IOException {
        return script().path("versions").size();
    }

    private static JsonNode version() throws IOException {
        JsonNode versions = script().path("versions");
        return versions.path(versions.size() - 1);
    }

    private static Api others() {
        return new Api(sandbox(), account);
    }

    private static JsonNode answer(String path) throws IOException {
        String request = "GET " + path + " HTTP/1.0\r\nHost: shop-staging.team.workers.dev\r\n\r\n";
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), sandbox().front().getPort())) {
            OutputStream stream = socket.getOutputStream();
            stream.write(request.getBytes(StandardCharsets.UTF_8));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            ObjectNode texts = (ObjectNode) new ObjectMapper().readTree(answer.substring(answer.indexOf("\r\n\r\n")));
            return texts;
        }
    }

    private static Knobs knobs() {
        return new Knobs(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                true,
                Duration.ofMinutes(1),
                false,
                Optional.empty(),
                Optional.empty(),
                Overrides.none());
    }
}
