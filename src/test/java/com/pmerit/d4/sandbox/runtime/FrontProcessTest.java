package com.pmerit.d4.sandbox.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.sandbox.workers.RunnableVersion;
import com.pmerit.d4.sandbox.workers.WorkerDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FrontProcessTest {
    private static final String OLD = "aaaaaaaa-1111-4111-8111-111111111111";
    private static final String NEW = "bbbbbbbb-2222-4222-8222-222222222222";
    private static final String ALIEN = "cccccccc-3333-4333-8333-333333333333";

    @TempDir
    private Path state;

    private Edge edge;

    @BeforeEach
    void startTheEdge() throws IOException {
        edge = Edge.over(state);
    }

    @AfterEach
    void stopTheEdge() throws IOException {
        edge.close();
    }

    @Test
    void showsTheWorkerTheRequestAsCloudflareDoes() throws IOException {
        edge.deploy(SampleWorker.answering("return Response.json({ url: request.url, method: request.method,"
                        + " body: await request.text(), x: request.headers.get('x-mine'),"
                        + " agent: request.headers.get('user-agent'), host: request.headers.get('host'),"
                        + " ray: request.headers.get('cf-ray'), ip: request.headers.get('cf-connecting-ip'),"
                        + " colo: request.cf.colo });")
                .build());

        Edge.Answer answer = edge.send(
                "PUT",
                Edge.HOST,
                "/a%20b/é?q=1&q=%2F".replace("é", "%C3%A9"),
                "böd",
                Map.of("X-Mine", "1", "User-Agent", "me"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("url").asText())
                .isEqualTo("https://chat.team.workers.dev/a%20b/%C3%A9?q=1&q=%2F");
        assertThat(answer.json().path("method").asText()).isEqualTo("PUT");
        assertThat(answer.json().path("body").asText()).isEqualTo("böd");
        assertThat(answer.json().path("x").asText()).isEqualTo("1");
        assertThat(answer.json().path("agent").asText()).isEqualTo("me");
        assertThat(answer.json().path("host").asText()).isEqualTo("chat.team.workers.dev");
        assertThat(answer.json().path("ip").asText()).isEqualTo("127.0.0.1");
        assertThat(answer.json().path("colo").asText()).isEqualTo("LO4");
        assertThat(answer.json().path("ray").asText()).matches("[0-9a-f]{16}");
        assertThat(answer.headers())
                .containsEntry("server", "cloudflare")
                .containsEntry("cf-ray", answer.json().path("ray").asText() + "-LO4");
    }

    @Test
    void letsABrowserOnThisMachineInByLocalhostAndKeepsItThere() throws IOException {
        edge.deploy(SampleWorker.answering("return new Response(request.url);").build());
        String host = "chat.team.localhost:" + edge.front.port();

        assertThat(edge.send("GET", host, "/x", "", Map.of()).body()).isEqualTo("http://" + host + "/x");
    }

    @Test
    void passesTheWorkersAnswerOnUnchanged() throws IOException {
        edge.deploy(SampleWorker.answering("if (url.pathname === '/gone') return new Response(null, { status: 204 });"
                        + "if (url.pathname === '/away') return Response.redirect('https://elsewhere.test/', 302);"
                        + "if (url.pathname === '/own') return new Response('mine', { status: 500 });"
                        + "return new Response(new Blob([new Uint8Array(300000)]).stream(), {"
                        + " headers: { 'x-y': 'z', 'content-type': 'image/x' } });")
                .build());

        assertThat(edge.get("/gone").status()).isEqualTo(204);
        assertThat(edge.get("/away").headers()).containsEntry("location", "https://elsewhere.test/");
        assertThat(edge.get("/own").body()).isEqualTo("mine");
        Edge.Answer answer = edge.get("/");
        assertThat(answer.headers()).containsEntry("x-y", "z").containsEntry("content-type", "image/x");
        assertThat(answer.body()).hasSize(300_000);
        assertThat(edge.send("HEAD", Edge.HOST, "/", "", Map.of()).headers()).containsEntry("x-y", "z");
    }

    @Test
    void sendsThePartsOfAnAnswerAsTheyCome() throws IOException {
        edge.deploy(SampleWorker.answering("return new Response(new ReadableStream({ async pull(stream) {"
                        + " stream.enqueue(new TextEncoder().encode('first part'));"
                        + " await scheduler.wait(600000); } }));")
                .build());

        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), edge.front.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write(("GET / HTTP/1.1\r\nHost: " + Edge.HOST + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            StringBuilder received = new StringBuilder();
            InputStream answer = socket.getInputStream();
            while (!received.toString().contains("first part")) {
                int one = answer.read();
                assertThat(one).as("after " + received).isNotNegative();
                received.append((char) one);
            }
        }
    }

    @Test
    void answersAnUnknownHostWithThePlaceholder() throws IOException {
        Edge.Answer answer = edge.send("GET", "nobody.team.workers.dev", "/", "", Map.of());

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.headers()).containsEntry("content-type", "text/html; charset=UTF-8");
        assertThat(answer.body()).contains("There is nothing here yet");
    }

    @Test
    void hidesAnExceptionFromTheVisitorAndLogsIt() throws IOException {
        edge.deploy(SampleWorker.answering("throw new Error('kaboom ' + env.KEY);")
                .secret("KEY", "s3cret-value")
                .build());

        Edge.Answer answer = edge.get("/");

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body()).isEqualTo("error code: 1101");
        assertThat(answer.headers()).doesNotContainKey(WorkerConfig.FAILED_HEADER);
        edge.runtime.close();
        assertThat(Files.readString(state.resolve("workers.log")))
                .contains("kaboom [secret KEY]")
                .doesNotContain("s3cret-value");
    }

    @Test
    void sendsAllTrafficToTheVersionThatHasAllOfItUnlessAnOverrideNamesAnotherOfTheDeployment() throws IOException {
        edge.deploy(saying(OLD), saying(NEW));
        edge.versions.put(ALIEN, saying(ALIEN));

        assertThat(edge.get("/").body()).isEqualTo(OLD);
        assertThat(override("chat=\"" + NEW + "\"")).isEqualTo(NEW);
        assertThat(override("other=\"" + OLD + "\", chat=\"" + NEW + "\"")).isEqualTo(NEW);
        assertThat(override("other=\"" + NEW + "\"")).isEqualTo(OLD);
        assertThat(override("chat=\"" + ALIEN + "\"")).isEqualTo(OLD);
        assertThat(override("chat=" + NEW)).isEqualTo(OLD);
    }

    @Test
    void answersAPreviewHostWithItsVersion() throws IOException {
        edge.deploy(saying(OLD));
        edge.versions.put(NEW, saying(NEW));
        edge.hosts.put(
                "bbbbbbbb-chat.team.workers.dev",
                new WorkerDirectory.Exact(SampleWorker.ACCOUNT, SampleWorker.SCRIPT, NEW));

        assertThat(edge.send("GET", "bbbbbbbb-chat.team.workers.dev", "/", "", Map.of())
                        .body())
                .isEqualTo(NEW);
        assertThat(edge.get("/").body()).isEqualTo(OLD);
    }

    @Test
    void saysWhyAVersionCannotRun() throws IOException {
        edge.deploy(SampleWorker.of("import 'not-there';").build());

        Edge.Answer answer = edge.get("/");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.body()).contains("cannot run chat").contains("No such module \"not-there\"");
    }

    @Test
    void letsNoWorkerOutToTheInternetNorToThisMachine() throws IOException {
        edge.deploy(SampleWorker.answering("try { return await fetch('http://127.0.0.1:" + edge.front.port() + "/'); }"
                        + " catch (error) { return new Response('blocked', { status: 418 }); }")
                .build());

        assertThat(edge.get("/").status()).isEqualTo(418);
    }

    private String override(String header) throws IOException {
        return edge.send("GET", Edge.HOST, "/", "", Map.of("Cloudflare-Workers-Version-Overrides", header))
                .body();
    }

    private static RunnableVersion saying(String id) {
        return SampleWorker.answering("return new Response('" + id + "');")
                .id(id)
                .build();
    }
}
