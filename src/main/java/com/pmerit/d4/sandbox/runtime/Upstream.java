package com.pmerit.d4.sandbox.runtime;

import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.impl.bootstrap.HttpRequester;
import org.apache.hc.core5.http.impl.bootstrap.RequesterBootstrap;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.http.protocol.DefaultHttpProcessor;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.http.protocol.RequestConnControl;
import org.apache.hc.core5.http.protocol.RequestContent;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;

/**
 * Passes a request on to workerd as it came: no header is added that the caller did not send, bodies are streamed, a redirect is an
 * answer like any other. Each request has a connection of its own, so that none can meet one that workerd has just closed.
 */
final class Upstream implements AutoCloseable {
    /** Headers that concern one connection (RFC 9110, 7.6.1), and those that the library writes for each message itself. */
    private static final Set<String> HOP_BY_HOP = Set.of(
            "connection",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "content-length",
            "expect");

    private static final Timeout CONNECT_LIMIT = Timeout.ofSeconds(5);
    private static final Timeout SILENCE_LIMIT = Timeout.ofMinutes(5);

    private final HttpRequester requester;

    Upstream() {
        this.requester = RequesterBootstrap.bootstrap()
                .setHttpProcessor(new DefaultHttpProcessor(new RequestContent(), new RequestConnControl()))
                .setConnectionReuseStrategy((request, response, context) -> false)
                .setSocketConfig(SocketConfig.custom()
                        .setSoTimeout(SILENCE_LIMIT)
                        .setTcpNoDelay(true)
                        .build())
                .setDefaultMaxPerRoute(64)
                .setMaxTotal(512)
                .create();
    }

    /** Whether a header may go from one connection to the next. */
    static boolean passes(Header header) {
        return !HOP_BY_HOP.contains(header.getName().toLowerCase(Locale.ROOT));
    }

    /**
     * Sends a request and returns the answer, whose entity is still to be read and then to be closed.
     *
     * @throws IOException when workerd does not answer
     */
    ClassicHttpResponse send(ClassicHttpRequest request, int port) throws IOException {
        try {
            return requester.execute(
                    new HttpHost("http", "127.0.0.1", port), request, CONNECT_LIMIT, HttpCoreContext.create());
        } catch (HttpException broken) {
            throw new IOException("workerd's answer breaks the rules of HTTP: " + broken.getMessage(), broken);
        }
    }

    /** The same request for another connection: its headers but those of the connection, and its body, still unread. */
    static ClassicHttpRequest copy(ClassicHttpRequest original) {
        BasicClassicHttpRequest copy = new BasicClassicHttpRequest(original.getMethod(), original.getPath());
        for (Header header : original.getHeaders()) {
            if (passes(header)) {
                copy.addHeader(header.getName(), header.getValue());
            }
        }
        if (original.getEntity() != null) {
            copy.setEntity(original.getEntity());
        }
        return copy;
    }

    @Override
    public void close() {
        requester.close(CloseMode.IMMEDIATE);
    }
}
