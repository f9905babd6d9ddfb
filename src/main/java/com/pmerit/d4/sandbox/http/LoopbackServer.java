package com.pmerit.d4.sandbox.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import org.apache.hc.core5.http.impl.bootstrap.HttpServer;
import org.apache.hc.core5.http.impl.bootstrap.ServerBootstrap;
import org.apache.hc.core5.http.io.HttpRequestHandler;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;

/**
 * An HTTP/1.1 server that listens on 127.0.0.1 only and hands every request, whatever its Host, to one handler.
 *
 * <p>A handler that throws an {@link IOException} ends the connection without an answer.
 */
public final class LoopbackServer implements AutoCloseable {
    private static final Timeout IDLE_LIMIT = Timeout.ofMinutes(5);

    private final HttpServer server;

    private LoopbackServer(HttpServer server) {
        this.server = server;
    }

    /**
     * Starts listening; the server answers when this returns.
     *
     * @param port 1 to 65535, or 0 for any free port
     * @throws IOException when the port is taken or may not be used
     */
    public static LoopbackServer start(int port, HttpRequestHandler handler) throws IOException {
        HttpServer server = ServerBootstrap.bootstrap()
                .setLocalAddress(InetAddress.getByAddress("127.0.0.1", new byte[] {127, 0, 0, 1}))
                .setListenerPort(port)
                .setSocketConfig(SocketConfig.custom()
                        .setTcpNoDelay(true)
                        .setSoReuseAddress(true)
                        .setSoTimeout(IDLE_LIMIT)
                        .setBacklogSize(256)
                        .build())
                .setRequestRouter((request, context) -> handler)
                .create();
        server.start();
        return new LoopbackServer(server);
    }

    /** The port that is listened on, also when any free one was asked for. */
    public int port() {
        return server.getLocalPort();
    }

    /** {@code http://127.0.0.1:PORT}, without a trailing slash. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + port());
    }

    /** Stops listening and ends every open connection at once. */
    @Override
    public void close() {
        server.close(CloseMode.IMMEDIATE);
    }
}
