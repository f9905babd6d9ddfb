package com.pmerit.d4.cloudflare;

import com.pmerit.d4.cloudflare.ScriptedServer.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/** Answers as Cloudflare, its edge, and broken connections give them. */
final class Answers {
    private Answers() {}

    static Answer ok(String result) {
        return json(200, "{\"success\":true,\"errors\":[],\"messages\":[],\"result\":" + result + "}");
    }

    static Answer okWithInfo(String result, String info) {
        return json(200, "{\"success\":true,\"errors\":[],\"result\":" + result + ",\"result_info\":" + info + "}");
    }

    static Answer refused(int status, int code, String message) {
        return json(
                status,
                "{\"success\":false,\"errors\":[{\"code\":" + code + ",\"message\":\"" + message
                        + "\"}],\"result\":null}");
    }

    static Answer json(int status, String body) {
        return raw(status, "Content-Type: application/json\r\ncf-ray: 8f00ba4-WAW\r\n", body);
    }

    static Answer tooMany(String retryAfterHeader) {
        String body = "{\"success\":false,\"errors\":[{\"code\":971,\"message\":\"Please wait\"}],\"result\":null}";
        return raw(429, "Content-Type: application/json\r\n" + retryAfterHeader, body);
    }

    static Answer html(int status) {
        return raw(status, "Content-Type: text/html\r\ncf-ray: 8f00ba4-WAW\r\n", "<!DOCTYPE html><title>Oops</title>");
    }

    static Answer raw(int status, String headers, String body) {
        return socket -> ScriptedServer.write(socket, message(status, headers, body.getBytes(StandardCharsets.UTF_8)));
    }

    static Answer gzip(String body) {
        return socket -> ScriptedServer.write(
                socket, message(200, "Content-Type: application/json\r\nContent-Encoding: gzip\r\n", zipped(body)));
    }

    /** A body that ends before the length that was announced. */
    static Answer cut(String body, int missing) {
        return socket -> {
            int length = body.getBytes(StandardCharsets.UTF_8).length + missing;
            String head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + length + "\r\n\r\n";
            ScriptedServer.write(socket, (head + body).getBytes(StandardCharsets.UTF_8));
            return false;
        };
    }

    static Answer reset() {
        return socket -> {
            socket.setSoLinger(true, 0);
            return false;
        };
    }

    /** A status line that never ends: bytes keep coming, an answer does not. */
    static Answer trickle() {
        return socket -> {
            ScriptedServer.write(
                    socket, "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            while (!socket.isClosed()) {
                trickleOneByte(socket);
            }
            return false;
        };
    }

    private static void trickleOneByte(Socket socket) throws IOException {
        ScriptedServer.write(socket, new byte[] {' '});
        try {
            Thread.sleep(5);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            socket.close();
        }
    }

    private static byte[] message(int status, String headers, byte[] body) throws IOException {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        String head = "HTTP/1.1 " + status + " Status\r\n" + headers
                + (status == 204 ? "" : "Content-Length: " + body.length + "\r\n") + "\r\n";
        message.write(head.getBytes(StandardCharsets.UTF_8));
        message.write(body);
        return message.toByteArray();
    }

    private static byte[] zipped(String body) throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(zipped)) {
            zip.write(body.getBytes(StandardCharsets.UTF_8));
        }
        return zipped.toByteArray();
    }
}
