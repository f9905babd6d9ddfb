package com.pmerit.d4.smoke;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.pmerit.d4.cloudflare.ProxySettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a server that says exactly the bytes it is told to, and counts connections. */
final class HttpTransportTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Writes what one connection is answered with. */
    @FunctionalInterface
    private interface Script {
        void play(OutputStream out) throws IOException, InterruptedException;
    }

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final List<Exception> departures = new CopyOnWriteArrayList<>();
    private volatile boolean speaksFirst;
    private ServerSocket server;

    @BeforeEach
    void listens() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void stopsListening() throws IOException {
        stopped.countDown();
        server.close();
    }

    @Test
    void keepsTheHostHeaderOnItsWayToTheFront() throws Exception {
        serve(out -> say(out, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"));

        Answer answer = (Answer) ask("https://chat.example.workers.dev/health?a=b", PATIENCE);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.mediaType()).contains("application/json");
        assertThat(answer.text()).contains("{}");
        assertThat(requests)
                .singleElement()
                .asString()
                .startsWith("GET /health?a=b HTTP/1.1\r\n")
                .contains("\r\nHost: chat.example.workers.dev\r\n")
                .contains("\r\nX-Asked: yes\r\n")
                .doesNotContain("Upgrade:", "Cookie:", "Accept-Encoding:");
    }

    @Test
    void goesThroughAProxyToTheInternetOnly() throws Exception {
        serve(out -> say(out, "HTTP/1.1 204 No Content\r\n\r\n"));
        ProxySettings proxy = new ProxySettings("127.0.0.1", server.getLocalPort(), Optional.empty(), List.of());
        ProxySettings deaf = new ProxySettings("127.0.0.1", 1, Optional.empty(), List.of());

        try (HttpTransport internet = transport(DataPlane.internet(), proxy);
                HttpTransport loopback = transport(front(), deaf)) {
            assertThat(internet.ask(question("http://a.proxied.invalid/", PATIENCE)))
                    .isInstanceOf(Answer.class);
            assertThat(loopback.ask(question("http://c.example/", PATIENCE))).isInstanceOf(Answer.class);
        }

        assertThat(requests).hasSize(2);
        assertThat(requests.get(0)).startsWith("GET http://a.proxied.invalid/ HTTP/1.1");
        assertThat(requests.get(1)).startsWith("GET / HTTP/1.1");
    }

    @Test
    void takesNoAnswerOfAProxyForOneOfTheHost() throws Exception {
        serve(out -> say(out, "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n"));
        ProxySettings proxy = new ProxySettings("127.0.0.1", server.getLocalPort(), Optional.empty(), List.of());

        try (HttpTransport internet = transport(DataPlane.internet(), proxy)) {
            assertThat(internet.ask(question("https://a.proxied.invalid/", PATIENCE)))
                    .isEqualTo(new Reply.NoAnswer(
                            "the proxy 127.0.0.1:" + server.getLocalPort() + " refused to connect, with HTTP 502"));
        }
    }

    @Test
    void namesAProxyThatNobodyListensAt() throws Exception {
        int port = server.getLocalPort();
        server.close();
        ProxySettings proxy = new ProxySettings("127.0.0.1", port, Optional.empty(), List.of("*.direct.invalid"));

        try (HttpTransport internet = transport(DataPlane.internet(), proxy)) {
            assertThat(internet.ask(question("http://a.proxied.invalid/", PATIENCE)))
                    .isEqualTo(new Reply.NoAnswer(
                            "no connection to a.proxied.invalid, through the proxy 127.0.0.1:" + port));
            assertThat(internet.ask(question("http://a.direct.invalid/", PATIENCE)))
                    .isEqualTo(new Reply.NoAnswer("the name a.direct.invalid is not known yet"));
        }
    }

    @Test
    void usesANewConnectionForEachQuestion() throws Exception {
        serve(out -> say(out, "HTTP/1.1 204 No Content\r\nConnection: keep-alive\r\n\r\n"));

        try (HttpTransport transport = transport(front())) {
            for (int i = 0; i < 3; i++) {
                assertThat(transport.ask(question("http://one.example/", PATIENCE)))
                        .isInstanceOf(Answer.class);
            }
        }

        assertThat(requests).hasSize(3);
    }

    @Test
    void followsNoRedirect() throws Exception {
        serve(out -> say(out, "HTTP/1.1 301 Moved\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n"));

        Answer answer = (Answer) ask("http://one.example/health", PATIENCE);

        assertThat(answer.status()).isEqualTo(301);
        assertThat(answer.header("LOCATION")).contains("/elsewhere");
        assertThat(requests).hasSize(1);
    }

    @Test
    void asksOnceEvenWhenTheServerIsUnavailable() throws Exception {
        serve(out -> say(out, "HTTP/1.1 503 Busy\r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n"));

        assertThat(((Answer) ask("http://one.example/", PATIENCE)).status()).isEqualTo(503);
        assertThat(requests).hasSize(1);
    }

    @Test
    void readsNoMoreOfAnEndlessBodyThanItMay() throws Exception {
        serve(out -> {
            say(out, "HTTP/1.1 200 OK\r\nContent-Length: 5000000000\r\n\r\n");
            byte[] block = new byte[8192];
            while (true) {
                out.write(block);
            }
        });

        try (HttpTransport transport = transport(front())) {
            for (int i = 0; i < 7; i++) {
                assertThat(transport.ask(question("http://one.example/", Duration.ofDays(1))))
                        .isInstanceOfSatisfying(
                                Answer.class,
                                answer -> assertThat(answer.isTooLong()).isTrue());
            }
        }
    }

    @Test
    void givesUpOnHeadersWithoutEnd() throws Exception {
        serve(out -> {
            say(out, "HTTP/1.1 200 OK\r\n");
            while (true) {
                say(out, "X-More: yes\r\n");
            }
        });

        assertThat(ask("http://one.example/", Duration.ofDays(1)))
                .isInstanceOfSatisfying(
                        Reply.NoAnswer.class, none -> assertThat(none.reason()).startsWith("the connection broke: "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 200 OK\r\nContent-Le", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{"})
    void givesUpOnAnAnswerThatStopsInTheMiddle(String beginning) throws Exception {
        serve(out -> {
            say(out, beginning);
            stopped.await();
        });

        assertThat(ask("http://one.example/", Duration.ofMillis(200)))
                .isEqualTo(new Reply.NoAnswer("no whole answer within 200 ms"));
    }

    @Test
    void givesUpOnAServerThatSaysNothing() throws Exception {
        assertThat(ask("http://one.example/", Duration.ofMillis(200)))
                .isEqualTo(new Reply.NoAnswer("no whole answer within 200 ms"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 200 OK\r\nContent-Le",
                "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{",
                "\u001b]0;owned\u0007 hello\r\n\r\n",
            })
    void takesABrokenConversationForNoAnswer(String bytes) throws Exception {
        serve(out -> say(out, bytes));

        assertThat(ask("http://one.example/", PATIENCE))
                .isInstanceOfSatisfying(
                        Reply.NoAnswer.class,
                        none -> assertThat(none.reason()).isNotBlank().doesNotContain("\u001b", "\n"));
    }

    @Test
    void saysThatNobodyListens() throws Exception {
        DataPlane deaf = front();
        server.close();

        try (HttpTransport transport = transport(deaf)) {
            assertThat(transport.ask(question("https://one.example/", PATIENCE)))
                    .isEqualTo(new Reply.NoAnswer("no connection to one.example"));
        }
    }

    @Test
    void saysThatTlsFailed() throws Exception {
        speaksFirst = true;
        serve(out -> say(out, "HTTP/1.1 400 Bad Request\r\n\r\n"));

        try (HttpTransport transport = transport(DataPlane.internet())) {
            assertThat(transport.ask(question("https://127.0.0.1:" + server.getLocalPort() + "/", PATIENCE)))
                    .isInstanceOfSatisfying(
                            Reply.NoAnswer.class,
                            none -> assertThat(none.reason()).startsWith("TLS: "));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1:8787",
                "http://192.168.0.1:8787",
                "http://127.0.0.1",
                "http://127.0.0.1:8787/path",
                "http://user@example.com:80"
            })
    void refusesAFrontThatIsNotThisMachine(String front) {
        assertThatIllegalArgumentException().isThrownBy(() -> DataPlane.behind(URI.create(front)));
    }

    private Reply ask(String url, Duration timeout) throws Exception {
        try (HttpTransport transport = transport(front())) {
            return transport.ask(question(url, timeout));
        }
    }

    private static HttpTransport transport(DataPlane plane) {
        return new HttpTransport(plane, Optional.empty(), UnaryOperator.identity());
    }

    private static HttpTransport transport(DataPlane plane, ProxySettings proxy) {
        return new HttpTransport(plane, Optional.of(proxy), UnaryOperator.identity());
    }

    private DataPlane front() {
        return DataPlane.behind(URI.create("http://127.0.0.1:" + server.getLocalPort()));
    }

    private static Question question(String url, Duration timeout) {
        return new Question(URI.create(url), Map.of("X-Asked", "yes"), timeout);
    }

    private void serve(Script script) {
        Thread thread = new Thread(() -> {
            while (!server.isClosed()) {
                try (Socket socket = server.accept()) {
                    if (!speaksFirst) {
                        requests.add(head(socket.getInputStream()));
                    }
                    script.play(socket.getOutputStream());
                } catch (IOException | InterruptedException theOtherSideLeft) {
                    departures.add(theOtherSideLeft);
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                break;
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private static void say(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }
}
