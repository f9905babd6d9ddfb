package com.pmerit.d4.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Someone who visits the host names of a sandbox. */
public final class Visitor {
    private final Sandbox sandbox;

    /** A visitor of this sandbox. */
    public Visitor(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    /**
     * An answer.
     *
     * @param headers by lower-case name
     */
    public record Page(int status, Map<String, String> headers, String body) {
        /** A header; empty when it is not there. */
        public String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    /** Reads one page. */
    public Page get(String host, String target) throws IOException {
        return ask("GET", host, target, Map.of());
    }

    /** Sends a request without a body. */
    public Page ask(String method, String host, String target, Map<String, String> headers) throws IOException {
        StringBuilder request = new StringBuilder(method + " " + target + " HTTP/1.0\r\nHost: " + host + "\r\n");
        headers.forEach(
                (name, value) -> request.append(name).append(": ").append(value).append("\r\n"));
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), sandbox.front().getPort())) {
            socket.getOutputStream().write(request.append("\r\n").toString().getBytes(UTF_8));
            return read(new String(socket.getInputStream().readAllBytes(), UTF_8));
        }
    }

    private static Page read(String answer) {
        int end = answer.indexOf("\r\n\r\n");
        String[] lines = answer.substring(0, end).split("\r\n", -1);
        Map<String, String> headers = new TreeMap<>();
        for (int index = 1; index < lines.length; index++) {
            int colon = lines[index].indexOf(':');
            headers.put(
                    lines[index].substring(0, colon).toLowerCase(Locale.ROOT),
                    lines[index].substring(colon + 1).strip());
        }
        return new Page(Integer.parseInt(lines[0].split(" ", -1)[1]), headers, answer.substring(end + 4));
    }
}
