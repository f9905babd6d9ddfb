package com.pmerit.d4.cloudflare;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.routing.RoutingSupport;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.io.Closer;

/** Sends one request once, within all limits, and tells the listener. */
final class HttpExchanger implements AutoCloseable {
    private final ApiSettings settings;
    private final CloseableHttpClient client;
    private final ExchangeReporter reporter;
    private final ScheduledExecutorService watch;

    HttpExchanger(ApiSettings settings, ExchangeReporter reporter) {
        this.settings = settings;
        this.client = HttpConnections.open(settings);
        this.reporter = reporter;
        this.watch = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "d4-cloudflare-limits");
            thread.setDaemon(true);
            return thread;
        });
    }

    Attempt send(ApiRequest request, int attempt) {
        long started = System.nanoTime();
        Attempt outcome = exchange(request);
        reporter.report(request, attempt, outcome, System.nanoTime() - started);
        return outcome;
    }

    private Attempt exchange(ApiRequest request) {
        HttpUriRequestBase message = message(request);
        AtomicBoolean overdue = new AtomicBoolean();
        ScheduledFuture<?> limit = watch.schedule(
                () -> {
                    overdue.set(true);
                    message.cancel();
                },
                settings.limits().exchange().toMillis(),
                TimeUnit.MILLISECONDS);
        try {
            HttpClientContext context = HttpClientContext.create();
            ClassicHttpResponse response = client.executeOpen(RoutingSupport.determineHost(message), message, context);
            try {
                if (isFromProxy(request, context, response)) {
                    return new Attempt.NotSent("the proxy " + proxy(request).orElse("")
                            + " refused to connect, with HTTP " + response.getCode());
                }
                Attempt attempt = read(response);
                return overdue.get() && attempt instanceof Attempt.Cut cut ? tooLate(cut) : attempt;
            } finally {
                release(response, message);
            }
        } catch (CancellationException stopped) {
            Thread.currentThread().interrupt();
            return new Attempt.NotSent("the build is being stopped");
        } catch (HttpException problem) {
            return new Attempt.Lost(Trouble.of(problem) + way(request));
        } catch (IOException problem) {
            return classify(request, problem, overdue.get());
        } catch (IllegalStateException | NullPointerException withdrawn) {
            // The client says so, or trips over it, when its connection is taken away between having it and using
            // it, which only the time limit does.
            if (!overdue.get()) {
                throw withdrawn;
            }
            return new Attempt.Lost("the answer " + notWithin() + way(request));
        } finally {
            limit.cancel(false);
        }
    }

    // What came before there was TLS did not come from Cloudflare. A proxy that asks for a login is told apart by its
    // status.
    private static boolean isFromProxy(ApiRequest request, HttpClientContext context, ClassicHttpResponse response) {
        return "https".equalsIgnoreCase(request.uri().getScheme())
                && context.getSSLSession() == null
                && response.getCode() != HttpStatus.SC_PROXY_AUTHENTICATION_REQUIRED;
    }

    // Closing an answer reads the rest of it first, which may never end; cancelled, it has no rest.
    // A connection whose answer was read to its end is back in the pool by then.
    private static void release(ClassicHttpResponse response, HttpUriRequestBase message) {
        message.cancel();
        Closer.closeQuietly(response);
    }

    private Attempt tooLate(Attempt.Cut cut) {
        return new Attempt.Cut(cut.answer(), "it " + notWithin(), false);
    }

    private String notWithin() {
        return "was not complete within " + settings.limits().exchange().toSeconds() + " s";
    }

    private HttpUriRequestBase message(ApiRequest request) {
        HttpUriRequestBase message = new HttpUriRequestBase(request.call().method(), request.uri());
        message.setHeader(HttpHeaders.ACCEPT, "application/json");
        request.headers().forEach(message::setHeader);
        if (request.authorized()) {
            message.setHeader(
                    HttpHeaders.AUTHORIZATION,
                    "Bearer " + settings.credential().token().reveal());
        }
        request.payload().entity().ifPresent(message::setEntity);
        return message;
    }

    private Attempt read(ClassicHttpResponse response) throws IOException {
        BoundedBody body = new BoundedBody(settings.limits().answerBytes());
        HttpEntity entity = response.getEntity();
        if (entity != null) {
            InputStream stream = entity.getContent();
            body.readFrom(stream);
        }
        RawAnswer answer = new RawAnswer(response.getCode(), head(response), body.bytes());
        return body.isComplete()
                ? new Attempt.Answered(answer)
                : new Attempt.Cut(answer, body.trouble(), body.isTooLarge());
    }

    private static RawAnswer.Head head(ClassicHttpResponse response) {
        return new RawAnswer.Head(
                header(response, HttpHeaders.CONTENT_TYPE).orElse(""),
                header(response, "cf-ray"),
                header(response, "cf-mitigated"),
                header(response, HttpHeaders.RETRY_AFTER),
                header(response, HttpHeaders.ETAG),
                header(response, "cf-entrypoint"));
    }

    private static Optional<String> header(ClassicHttpResponse response, String name) {
        return Optional.ofNullable(response.getFirstHeader(name)).map(Header::getValue);
    }

    private Attempt classify(ApiRequest request, IOException problem, boolean overdue) {
        if (overdue) {
            return new Attempt.Lost("the answer " + notWithin() + way(request));
        }
        boolean unsent = problem instanceof ConnectException
                || problem instanceof ConnectTimeoutException
                || problem instanceof UnknownHostException
                || problem instanceof NoRouteToHostException
                || problem instanceof SSLHandshakeException
                || problem instanceof SSLPeerUnverifiedException
                || problem instanceof ConnectionRequestTimeoutException;
        String why = Trouble.of(problem) + way(request);
        return unsent ? new Attempt.NotSent(why) : new Attempt.Lost(why);
    }

    /** Whose fault it may be, for who set a proxy long ago and thinks of Cloudflare now. */
    private String way(ApiRequest request) {
        return proxy(request).map(name -> ", through the proxy " + name).orElse("");
    }

    private Optional<String> proxy(ApiRequest request) {
        return settings.proxy()
                .flatMap(proxy -> proxy.nameOnTheWayTo(request.uri().getHost()));
    }

    @Override
    public void close() throws IOException {
        watch.shutdownNow();
        client.close();
    }
}
