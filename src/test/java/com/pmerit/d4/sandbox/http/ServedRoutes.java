package com.pmerit.d4.sandbox.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;

/** A running server over the routes of one test. */
final class ServedRoutes implements AutoCloseable {
    static final String ACCOUNT = "0123456789abcdef0123456789abcdef";
    static final String TOKEN = "a-test-token";

    final Faults faults = new Faults();
    final RequestLog log = new RequestLog();
    private final LoopbackServer server;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    ServedRoutes(Consumer<Router.Builder> routes) throws IOException {
        Router.Builder builder = Router.builder();
        new ControlRoutes(faults, log).addTo(builder);
        routes.accept(builder);
        server = LoopbackServer.start(
                0, new ApiService(builder.build(), new Gatekeeper(TOKEN, Set.of(ACCOUNT)), faults, log));
    }

    HttpResponse<String> call(String method, String path, String body) throws IOException, InterruptedException {
        return send(request(method, path, body).header("Authorization", "Bearer " + TOKEN));
    }

    HttpRequest.Builder request(String method, String path, String body) {
        return HttpRequest.newBuilder(URI.create(server.uri() + path))
                .timeout(Duration.ofSeconds(20))
                .method(method, HttpRequest.BodyPublishers.ofString(body));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    @Override
    public void close() {
        server.close();
    }
}
