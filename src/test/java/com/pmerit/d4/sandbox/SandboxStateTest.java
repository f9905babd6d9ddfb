package com.pmerit.d4.sandbox;

import static com.pmerit.d4.sandbox.SandboxFixture.ACCOUNT;
import static com.pmerit.d4.sandbox.SandboxFixture.share;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pmerit.d4.sandbox.SandboxSettings.Seed;
import com.pmerit.d4.sandbox.account.Account;
import com.pmerit.d4.sandbox.http.Fault;
import com.pmerit.d4.sandbox.http.Fault.Moment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SandboxStateTest {
    private static final String SECRET = "hunter2-hunter2-hunter2";

    @TempDir
    private Path directory;

    @Test
    void goesOnAfterARestart() throws Exception {
        String hash;
        String token;
        try (SandboxFixture before = new SandboxFixture(directory)) {
            String first = before.put("{\"bindings\":[{\"name\":\"VAR\",\"type\":\"plain_text\",\"text\":\"x\"}]}");
            before.secret("KEY", SECRET).result();
            before.deploy("[" + share(before.latest(), 90) + "," + share(first, 10) + "]")
                    .refused(400, 10220);
            before.api
                    .call("PUT", "/workers/scripts/app/schedules", "[{\"cron\":\"0 1 * * *\"}]")
                    .result();
            before.api
                    .call("POST", "/pages/projects", "{\"name\":\"site\",\"production_branch\":\"main\"}")
                    .result();
            hash = before.sandbox.stateHash();
            token = before.sandbox.token();
        }
        try (SandboxFixture after = new SandboxFixture(directory)) {
            assertThat(after.sandbox.stateHash()).isEqualTo(hash);
            assertThat(after.sandbox.token()).isEqualTo(token);
            after.secret("KEY", "another").result();
            assertThat(after.sandbox.stateHash()).isNotEqualTo(hash);
        }
    }

    @Test
    void writesNoSecretToDisk() throws Exception {
        try (SandboxFixture fixture = new SandboxFixture(directory)) {
            fixture.put("{\"bindings\":[{\"name\":\"A\",\"type\":\"secret_text\",\"text\":\"" + SECRET + "\"}]}");
            fixture.secret("B", SECRET).result();
            fixture.api
                    .call(
                            "PATCH",
                            "/workers/scripts/app/secrets-bulk",
                            "{\"secrets\":{\"C\":{\"name\":\"C\",\"type\":\"secret_text\",\"text\":\"" + SECRET
                                    + "\"}}}")
                    .result();
            assertThat(fixture.sandbox.snapshot(ACCOUNT).toString()).doesNotContain(SECRET);
        }
        assertThat(filesHolding("\"B\"")).isNotEmpty();
        assertThat(filesHolding(SECRET)).isEmpty();
    }

    @Test
    void hidesItselfFromGitAndItsTokenFromOthers() throws Exception {
        try (SandboxFixture fixture = new SandboxFixture(directory)) {
            assertThat(directory.resolve(".gitignore")).hasContent("*");
            assertThat(directory.resolve("token")).hasContent(fixture.sandbox.token());
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("token"))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void isFoundByItsDirectoryWhileItRuns() throws Exception {
        assertThat(Sandbox.running(directory)).isEmpty();
        try (SandboxFixture fixture = new SandboxFixture(directory)) {
            assertThat(Sandbox.running(directory))
                    .contains(new RunningSandbox(
                            fixture.sandbox.api(), fixture.sandbox.front(), fixture.sandbox.token()));
            assertThatThrownBy(() -> new SandboxFixture(directory))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(
                            "in use by process " + ProcessHandle.current().pid());
            assertThat(Sandbox.running(directory)).isPresent();
        }
        assertThat(Sandbox.running(directory)).isEmpty();
    }

    @Test
    void ignoresTheTracesOfAKilledOne() throws Exception {
        String traces;
        try (SandboxFixture fixture = new SandboxFixture(directory)) {
            traces = Files.readString(directory.resolve("running.json"));
            assertThat(fixture.sandbox.token()).isNotEmpty();
        }
        Files.writeString(directory.resolve("running.json"), traces);
        assertThat(Sandbox.running(directory)).isEmpty();
        new SandboxFixture(directory).close();
    }

    @Test
    void refusesAStateItCannotReadAndGivesTheDirectoryFree() throws Exception {
        new SandboxFixture(directory).close();
        Path state = directory.resolve("accounts").resolve(ACCOUNT).resolve("workers.json");
        Files.createDirectories(state.resolveSibling("."));
        Files.writeString(state, "{");
        assertThatThrownBy(() -> new SandboxFixture(directory)).hasMessageContaining(state.toString());
        Files.delete(state);
        new SandboxFixture(directory).close();
    }

    @Test
    void seedsWorkersOfANewStateAsSecretPutWouldLeaveThem() throws Exception {
        Seed seed = new Seed(ACCOUNT, Map.of(), List.of(), Map.of("app", List.of("A", "B")));
        SandboxSettings settings = SandboxSettings.in(directory).withSeeds(List.of(seed));
        try (Sandbox sandbox = Sandbox.start(settings)) {
            Api api = new Api(sandbox, ACCOUNT);
            assertThat(api.get("/workers/scripts/app/secrets").result().findValuesAsText("name"))
                    .containsExactly("A", "B");
            assertThat(api.get("/workers/scripts/app/deployments").result().path("deployments"))
                    .hasSize(3);
            api.call("DELETE", "/workers/services/app?force=true", "").result();
        }
        try (Sandbox sandbox = Sandbox.start(settings)) {
            new Api(sandbox, ACCOUNT).get("/workers/scripts/app/secrets").refused(404, 10007);
        }
    }

    @Test
    void keepsAccountsApart() throws Exception {
        Account other = new Account("0123456789abcdef0123456789abcdef", "other", "other-team");
        SandboxSettings settings =
                SandboxSettings.in(directory).withAccounts(List.of(SandboxSettings.USUAL_ACCOUNT, other));
        try (Sandbox sandbox = Sandbox.start(settings)) {
            Api mine = new Api(sandbox, ACCOUNT);
            Api theirs = new Api(sandbox, other.id());
            mine.upload("PUT", "/workers/scripts/app", "{}", "export default {}")
                    .result();
            theirs.get("/workers/services/app").refused(404, 10090);
            assertThat(theirs.get("/workers/subdomain")
                            .result()
                            .path("subdomain")
                            .asText())
                    .isEqualTo("other-team");
            mine.call("PUT", "/workers/subdomain", "{\"subdomain\":\"other-team\"}")
                    .refused(409, 10031);
            assertThat(mine.send(mine.request("/accounts")).result()).hasSize(2);
        }
    }

    @Test
    void misbehavesFromTheStartWhenToldSo() throws Exception {
        String busy = "{\"success\":false,\"errors\":[{\"code\":971,\"message\":\"busy\"}]}";
        Fault fault = Fault.first(
                "GET",
                new Fault.Template("/accounts/{account}/queues"),
                new Fault.Answer(Moment.BEFORE_ACTING, 429, "application/json", List.of(), busy));
        try (Sandbox sandbox = Sandbox.start(SandboxSettings.in(directory).withFaults(List.of(fault)))) {
            Api api = new Api(sandbox, ACCOUNT);
            api.get("/queues").refused(429, 971);
            assertThat(api.get("/queues").result()).isEmpty();
        }
    }

    private List<Path> filesHolding(String text) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> read(file).contains(text))
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, ISO_8859_1);
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
