package com.pmerit.d4;

import com.pmerit.d4.cloudflare.ApiSettings;
import com.pmerit.d4.cloudflare.CloudflareApi;
import com.pmerit.d4.cloudflare.Credential;
import com.pmerit.d4.cloudflare.ExchangeListener;
import com.pmerit.d4.cloudflare.Redactor;
import com.pmerit.d4.cloudflare.Waiting;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Answers as they are written down here, for tokens of which the embedded Cloudflare knows none. */
public final class StubbedApi implements AutoCloseable {
    private final HttpServer server;

    /** Starts on a free port, without an answer to anything. */
    public StubbedApi() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
    }

    /** Answers at a path below the API's address, such as {@code /user/tokens/verify}. */
    public void answers(String path, int status, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        server.createContext("/client/v4" + path, exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    /** A client of it. */
    public CloudflareApi client(Credential credential) {
        URI base = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/client/v4");
        return new CloudflareApi(
                ApiSettings.of(base, credential, "1.0.0"), Waiting.real(), new Redactor(), ExchangeListener.NONE);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
