package com.pmerit.d4.sandbox.http;

import com.pmerit.d4.sandbox.http.Fault.Effect;
import com.pmerit.d4.sandbox.http.Fault.Moment;
import com.pmerit.d4.sandbox.http.Router.Access;
import com.pmerit.d4.sandbox.http.Router.Found;
import com.pmerit.d4.sandbox.http.Router.Outcome;
import com.pmerit.d4.sandbox.http.Router.RefusedEarly;
import com.pmerit.d4.sandbox.http.Router.Unknown;
import com.pmerit.d4.sandbox.http.Router.WrongMethod;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.io.HttpRequestHandler;
import org.apache.hc.core5.http.protocol.HttpContext;

/** Takes a request from the wire to its handler and back: faults, route, token, account, handler, envelope, log. */
public final class ApiService implements HttpRequestHandler {
    private static final Logger LOGGER = System.getLogger(ApiService.class.getName());

    private final Router router;
    private final Gatekeeper gatekeeper;
    private final Faults faults;
    private final RequestLog log;
    private final AtomicLong rays = new AtomicLong(0x8d4_0000_0000_0000L);

    /** Everything a call passes through. */
    public ApiService(Router router, Gatekeeper gatekeeper, Faults faults, RequestLog log) {
        this.router = router;
        this.gatekeeper = gatekeeper;
        this.faults = faults;
        this.log = log;
    }

    @Override
    public void handle(ClassicHttpRequest wire, ClassicHttpResponse answer, HttpContext context) throws IOException {
        Call call = read(wire);
        log.arrived(call.request(), call.template());
        Optional<Effect> effect = faults.next(
                call.request().method(), call.template(), call.request().path());
        FaultyExchange exchange = new FaultyExchange(effect);
        Optional<Response> response = exchange.before();
        if (response.isEmpty() && !exchange.drops(Moment.BEFORE_ACTING)) {
            response = Optional.of(exchange.after(act(call)));
        }
        boolean dropped = response.isEmpty() || exchange.drops(Moment.AFTER_ACTING);
        record(call, dropped ? 0 : response.get().status());
        if (dropped) {
            throw new IOException("the connection is dropped because a fault says so");
        }
        answer.setHeader("cf-ray", Long.toHexString(rays.incrementAndGet()) + "-LO4");
        WireFormat.write(response.get(), exchange.manner(), answer);
    }

    /** A request before its route is known to be allowed. */
    private record Call(Request request, Outcome outcome, String template) {}

    private Call read(ClassicHttpRequest wire) throws IOException {
        Request request;
        try {
            request = WireFormat.read(wire);
        } catch (Refusal refusal) {
            Request empty = new Request(wire.getMethod(), "/", Map.of(), Map.of(), Headers.none(), Content.empty());
            return new Call(empty, new RefusedEarly(refusal), "");
        }
        return route(request);
    }

    private Call route(Request request) {
        try {
            Outcome outcome = router.find(request.method(), request.path());
            return new Call(request, outcome, template(outcome));
        } catch (Refusal refusal) {
            return new Call(request, new RefusedEarly(refusal), "");
        }
    }

    private static String template(Outcome outcome) {
        if (outcome instanceof Found found) {
            return found.route().template();
        }
        return outcome instanceof WrongMethod wrong ? wrong.template() : "";
    }

    private Response act(Call call) {
        try {
            return dispatch(call);
        } catch (Refusal refusal) {
            return Response.refused(refusal);
        } catch (IOException | RuntimeException failure) {
            LOGGER.log(Level.ERROR, "the embedded Cloudflare failed at " + call.request(), failure);
            return Response.refused(Refusal.of(
                    500,
                    10013,
                    "An unknown error has occurred in the embedded Cloudflare: "
                            + failure.getClass().getSimpleName()));
        }
    }

    private Response dispatch(Call call) throws IOException {
        Request request = call.request();
        if (call.outcome() instanceof RefusedEarly early) {
            throw early.refusal();
        }
        if (call.outcome() instanceof Unknown) {
            throw Refusal.of(
                    404,
                    7003,
                    "Could not route to " + apiPath(request) + ", perhaps your object identifier is invalid?");
        }
        if (call.outcome() instanceof WrongMethod wrong) {
            throw Refusal.of(
                    405,
                    10405,
                    "Method " + request.method() + " is not allowed for " + apiPath(request) + ", only "
                            + String.join(", ", wrong.allowed()));
        }
        Found found = (Found) call.outcome();
        if (found.route().access() == Access.TOKEN) {
            gatekeeper.checkToken(request);
        }
        if (found.parameters().containsKey("account")) {
            gatekeeper.checkAccount(found.parameters().get("account"), apiPath(request));
        }
        return found.route()
                .handler()
                .answer(new Request(
                        request.method(),
                        request.path(),
                        found.parameters(),
                        request.query(),
                        request.headers(),
                        request.body(),
                        request.search()));
    }

    private void record(Call call, int status) {
        Request request = call.request();
        log.add(
                request.method(),
                request.path(),
                call.template(),
                request.body().checksum(),
                status);
    }

    private static String apiPath(Request request) {
        return request.path().startsWith(Router.API_BASE)
                ? request.path().substring(Router.API_BASE.length())
                : request.path();
    }
}
