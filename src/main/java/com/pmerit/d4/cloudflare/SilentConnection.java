package com.pmerit.d4.cloudflare;

import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.impl.io.DefaultManagedHttpClientConnection;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.impl.io.SocketHolder;
import org.apache.hc.core5.http.io.HttpConnectionFactory;

/**
 * A connection that never logs what goes through it. The library's own one writes headers and bodies, token and secrets included, to
 * its debug log, which {@code mvn -X} prints.
 */
final class SilentConnection extends DefaultManagedHttpClientConnection {
    private SilentConnection(String id) {
        super(id);
    }

    static HttpConnectionFactory<ManagedHttpClientConnection> factory() {
        AtomicLong count = new AtomicLong();
        return socket -> {
            SilentConnection connection = new SilentConnection("d4-" + count.incrementAndGet());
            if (socket != null) {
                connection.bind(socket);
            }
            return connection;
        };
    }

    @Override
    public void bind(Socket socket) throws IOException {
        bind(new SocketHolder(socket));
    }

    @Override
    public void bind(SSLSocket secured, Socket socket) throws IOException {
        bind(new SocketHolder(secured, socket));
    }

    @Override
    protected void onResponseReceived(ClassicHttpResponse response) {}

    @Override
    protected void onRequestSubmitted(ClassicHttpRequest request) {}
}
