package com.pmerit.d4.sandbox;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets by the real wrangler, seen in the sandbox's state and in what the Worker answers. */
final class WranglerSecretsProcessTest {
    private static final String ACCOUNT = SandboxSettings.USUAL_ACCOUNT.id();

    @TempDir
    private Path directory;

    private Path project;
    private Sandbox sandbox;
    private Wrangler wrangler;

    @BeforeEach
    void start() throws Exception {
        sandbox = Sandbox.start(SandboxSettings.in(directory.resolve("state"))
                .withWorkerdFrom(Path.of("target").toAbsolutePath()));
        wrangler = new Wrangler(sandbox, ACCOUNT, directory.resolve("tool"));
        project = Files.createDirectories(directory.resolve("project"));
        Files.writeString(project.resolve("index.js"), """
                export default { fetch(request, env) {
                  return new Response([env.FIRST, env.SECOND, env.THIRD, env.GREETING].join("|"));
                } };
                """);
        Files.writeString(project.resolve("wrangler.toml"), """
                name = "app"
                main = "index.js"
                compatibility_date = "2026-01-01"
                [vars]
                GREETING = "hello"
                """);
        wrangler.run(project, "deploy").succeeded();
        wrangler.runWithInput(project, "value-of-first", "secret", "put", "FIRST")
                .succeeded();
    }

    @AfterEach
    void stop() throws IOException {
        sandbox.close();
    }

    @Test
    void putsASecretAsOneVersionThatIsLiveAtOnce() throws Exception {
        assertThat(versions()).hasSize(2);
        assertThat(latest().path("trigger").asText()).isEqualTo("secret");
        assertThat(latest().path("etag")).isEqualTo(versions().path(0).path("etag"));
        assertThat(names(latest())).containsExactly("FIRST");
        assertThat(shares()).isEqualTo("{\"2\":100.0}");
        assertThat(answer()).isEqualTo("value-of-first|||hello");
    }

    @Test
    void setsManySecretsAsOneVersionAndKeepsTheOthers() throws Exception {
        JsonNode first = latest().path("secrets").path("FIRST");
        bulk("{\"SECOND\":\"value-of-second\",\"THIRD\":\"value-of-third\"}");
        assertThat(versions()).hasSize(3);
        assertThat(names(latest())).containsExactly("FIRST", "SECOND", "THIRD");
        assertThat(latest().path("secrets").path("FIRST")).isEqualTo(first);
        assertThat(shares()).isEqualTo("{\"3\":100.0}");
        assertThat(answer()).isEqualTo("value-of-first|value-of-second|value-of-third|hello");

        JsonNode second = latest().path("secrets").path("SECOND");
        bulk("{\"FIRST\":\"new-value-of-first\"}");
        assertThat(latest().path("secrets").path("FIRST")).isNotEqualTo(first);
        assertThat(latest().path("secrets").path("SECOND")).isEqualTo(second);
        assertThat(answer()).isEqualTo("new-value-of-first|value-of-second|value-of-third|hello");
    }

    @Test
    void deletesOneSecretAndNoOther() throws Exception {
        bulk("{\"SECOND\":\"value-of-second\",\"THIRD\":\"value-of-third\"}");
        wrangler.run(project, "secret", "delete", "SECOND").succeeded();
        assertThat(names(latest())).containsExactly("FIRST", "THIRD");
        assertThat(answer()).isEqualTo("value-of-first||value-of-third|hello");

        String before = sandbox.stateHash();
        assertThat(wrangler.run(project, "secret", "delete", "SECOND").failed()).contains("10056");
        assertThat(sandbox.stateHash()).isEqualTo(before);
    }

    @Test
    void listsNamesAndNeverAValue() throws Exception {
        bulk("{\"SECOND\":\"value-of-second\"}");
        String before = sandbox.stateHash();
        assertThat(wrangler.run(project, "secret", "list").succeeded())
                .contains("FIRST", "SECOND")
                .doesNotContain("value-of");
        assertThat(sandbox.stateHash()).isEqualTo(before);
        assertThat(sandbox.snapshot(ACCOUNT).toString()).doesNotContain("value-of");
        assertThat(answer()).contains("value-of-first", "value-of-second");
        assertThat(filesWith("value-of")).isEmpty();
    }

    private void bulk(String json) throws IOException, InterruptedException {
        Files.writeString(project.resolve("secrets.json"), json);
        wrangler.run(project, "secret", "bulk", "secrets.json").succeeded();
    }

    private JsonNode script() throws IOException {
        return sandbox.snapshot(ACCOUNT).path("workers").path("scripts").path("app");
    }

    private JsonNode versions() throws IOException {
        return script().path("versions");
    }

    private JsonNode latest() throws IOException {
        return versions().path(versions().size() - 1);
    }

    private String shares() throws IOException {
        JsonNode deployments = script().path("deployments");
        return deployments.path(deployments.size() - 1).path("versions").toString();
    }

    private static List<String> names(JsonNode version) {
        return version.path("secrets").propertyStream().map(Map.Entry::getKey).toList();
    }

    /** The files of the sandbox's state that have this text. */
    private List<Path> filesWith(String text) throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve("state"))) {
            List<Path> found = new ArrayList<>();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (new String(Files.readAllBytes(file), ISO_8859_1).contains(text)) {
                    found.add(file);
                }
            }
            return found;
        }
    }

    private String answer() throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), sandbox.front().getPort())) {
            socket.getOutputStream()
                    .write("GET / HTTP/1.0\r\nHost: app.d4-sandbox.workers.dev\r\n\r\n".getBytes(UTF_8));
            String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
            return answer.substring(answer.indexOf("\r\n\r\n") + 4);
        }
    }
}
