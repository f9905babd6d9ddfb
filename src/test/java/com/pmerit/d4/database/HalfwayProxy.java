package com.pmerit.d4.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/** Hands bytes on to a server until it meets a text in what a client sends: that text and all after it never arrive. */
final class HalfwayProxy implements AutoCloseable {
    private final ServerSocket listener;
    private final int server;
    private final String marker;
    private final CountDownLatch half = new CountDownLatch(1);
    private final CountDownLatch end = new CountDownLatch(1);

    HalfwayProxy(int server, String marker) throws IOException {
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.server = server;
        this.marker = marker;
        start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Waits until the server has the first half of the request. */
    void awaitHalf() throws InterruptedException {
        half.await();
    }

    /** Waits until the server has been told that the client is gone, and has ended the connection. */
    void awaitEnd() throws InterruptedException {
        end.await();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private void accept() throws IOException {
        while (!listener.isClosed()) {
            Socket client = listener.accept();
            Socket upstream = new Socket(InetAddress.getLoopbackAddress(), server);
            start(() -> answers(upstream, client));
            start(() -> requests(client, upstream));
        }
    }

    private void requests(Socket client, Socket upstream) throws IOException {
        InputStream in = client.getInputStream();
        OutputStream out = upstream.getOutputStream();
        byte[] buffer = new byte[64 * 1024];
        boolean cut = false;
        try {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                int found = new String(buffer, 0, count, StandardCharsets.ISO_8859_1).indexOf(marker);
                if (!cut) {
                    out.write(buffer, 0, found < 0 ? count : found);
                    out.flush();
                }
                if (found >= 0) {
                    cut = true;
                    half.countDown();
                }
            }
        } finally {
            upstream.shutdownOutput();
        }
    }

    private void answers(Socket upstream, Socket client) throws IOException {
        try (upstream) {
            upstream.getInputStream().transferTo(client.getOutputStream());
        } finally {
            if (half.getCount() == 0) {
                end.countDown();
            }
        }
    }

    /** What a thread does with sockets. */
    @FunctionalInterface
    private interface Work {
        void run() throws IOException;
    }

    private void start(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (SocketException gone) {
                        return;
                    } catch (IOException failure) {
                        throw new UncheckedIOException(failure);
                    }
                },
                "halfway-proxy");
        thread.setDaemon(true);
        thread.start();
    }
}
