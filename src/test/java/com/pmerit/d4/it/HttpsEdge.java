package com.pmerit.d4.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.sandbox.Sandbox;
import com.pmerit.d4.sandbox.Visitor;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Lets a browser meet an embedded Cloudflare by https, as people meet the real one: one server on this machine for every host. */
final class HttpsEdge implements AutoCloseable {
    /** They hold for the connection to the embedded Cloudflare, and this one has its own. */
    private static final Set<String> OF_THE_CONNECTION =
            Set.of("connection", "content-length", "date", "transfer-encoding");

    /** Of a key that is made for one run of a test and guards nothing. */
    private static final String PASSWORD = "changeit";

    private final HttpsServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Visitor visitor;
    private final Map<String, String> names;

    private HttpsEdge(HttpsServer server, Sandbox sandbox, Map<String, String> names) {
        this.server = server;
        this.visitor = new Visitor(sandbox);
        this.names = names;
    }

    /**
     * Starts it.
     *
     * @param names for a host the one that it leads to, as a CNAME of the team's DNS would lead it; all others are themselves
     */
    static HttpsEdge start(Sandbox sandbox, Map<String, String> names)
            throws IOException, InterruptedException, GeneralSecurityException {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(certified()));
        HttpsEdge edge = new HttpsEdge(server, sandbox, names);
        server.createContext("/", edge::answer);
        server.setExecutor(edge.threads);
        server.start();
        return edge;
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String host = exchange.getRequestHeaders().getFirst("Host").replaceFirst(":[0-9]+$", "");
            String target = exchange.getRequestURI().toString();
            Visitor.Page page =
                    visitor.ask(exchange.getRequestMethod(), names.getOrDefault(host, host), target, Map.of());
            page.headers().forEach((name, value) -> {
                if (!OF_THE_CONNECTION.contains(name)) {
                    exchange.getResponseHeaders().add(name, value);
                }
            });
            byte[] body = page.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(page.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static SSLContext certified() throws IOException, InterruptedException, GeneralSecurityException {
        Path directory = Files.createTempDirectory("d4-edge-");
        Path store = directory.resolve("edge.p12");
        try {
            Process keytool = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "keytool")
                                    .toString(),
                            "-genkeypair",
                            "-alias",
                            "edge",
                            "-keyalg",
                            "EC",
                            "-dname",
                            "CN=edge",
                            "-storetype",
                            "PKCS12",
                            "-storepass",
                            PASSWORD,
                            "-keystore",
                            store.toString())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(keytool.waitFor()).as("keytool of the JDK: %s", said).isZero();
            return context(store);
        } finally {
            Files.deleteIfExists(store);
            Files.delete(directory);
        }
    }

    private static SSLContext context(Path store) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
