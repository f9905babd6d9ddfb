package com.pmerit.d4.mojo;

import com.pmerit.d4.mojo.ShopFront.Met;
import com.pmerit.d4.sandbox.http.LoopbackServer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.io.entity.StringEntity;

/** The way to the visitors' side of the shop for a process of its own, which tells here as well what it is about. */
final class FrontDoor implements AutoCloseable {
    /** Whoever calls this host speaks of itself. */
    static final String OURSELVES = "http://releasing.invalid";
    /** Before the id of a step that begins. */
    static final String STEP = "/step/";
    /** No write begins any more. */
    static final String STOPPING = "/stopping";

    private final ShopFront front;
    private final Consumer<String> beforeEach;
    private final LoopbackServer server;

    /**
     * Opens it.
     *
     * @param beforeEach gets the host and path of each question before it is answered
     */
    FrontDoor(ShopFront front, Consumer<String> beforeEach) throws IOException {
        this.front = front;
        this.beforeEach = beforeEach;
        this.server = LoopbackServer.start(0, (request, response, context) -> answer(request, response));
    }

    URI address() {
        return server.uri();
    }

    private void answer(ClassicHttpRequest request, ClassicHttpResponse response) {
        URI path = URI.create(request.getPath());
        String host = request.getAuthority().getHostName();
        beforeEach.accept(host + path.getPath());
        Map<String, String> headers = new HashMap<>();
        for (Header header : request.getHeaders()) {
            headers.put(header.getName(), header.getValue());
        }
        Met met = front.meet(URI.create("https://" + host).resolve(path), headers);
        response.setCode(met.status());
        met.version().ifPresent(version -> response.setHeader(ShopFront.ECHO, version));
        response.setEntity(new StringEntity(met.text(), ContentType.create(met.contentType(), StandardCharsets.UTF_8)));
    }

    @Override
    public void close() {
        server.close();
    }
}
