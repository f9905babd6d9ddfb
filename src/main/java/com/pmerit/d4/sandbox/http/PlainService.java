package com.pmerit.d4.sandbox.http;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.io.HttpRequestHandler;
import org.apache.hc.core5.http.protocol.HttpContext;

/** Takes every request from the wire to one handler: for servers that are not the v4 API. */
public final class PlainService implements HttpRequestHandler {
    private static final Logger LOGGER = System.getLogger(PlainService.class.getName());

    private final Handler handler;

    /** Hands everything to this handler. */
    public PlainService(Handler handler) {
        this.handler = handler;
    }

    @Override
    public void handle(ClassicHttpRequest wire, ClassicHttpResponse answer, HttpContext context) throws IOException {
        WireFormat.write(answer(wire), answer);
    }

    private Response answer(ClassicHttpRequest wire) {
        try {
            return handler.answer(WireFormat.read(wire));
        } catch (Refusal refusal) {
            return Response.refused(refusal);
        } catch (IOException | RuntimeException failure) {
            LOGGER.log(Level.ERROR, "the embedded Cloudflare failed at a " + wire.getMethod(), failure);
            return Response.refused(Refusal.of(500, 10013, "An unknown error has occurred in the embedded Cloudflare"));
        }
    }
}
