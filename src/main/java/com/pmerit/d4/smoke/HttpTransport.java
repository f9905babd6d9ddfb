package com.pmerit.d4.smoke;

import com.pmerit.d4.cloudflare.ProxySettings;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.io.Closer;
import org.apache.hc.core5.net.URIAuthority;
import org.apache.hc.core5.util.Timeout;

/**
 * Asks over HTTP: each question on a new connection, no redirect, no cookie, no second try, no unpacking, no more of an answer
 * than {@link Answer#MOST_BYTES}, and never longer than the question allows, however slowly the bytes come.
 */
public final class HttpTransport implements Transport, AutoCloseable {
    private static final int MOST_HEADERS = 200;
    private static final int LONGEST_HEADER = 16 * 1024;

    private final DataPlane plane;
    private final Optional<ProxySettings> proxy;
    private final CloseableHttpClient client;
    private final UnaryOperator<String> mask;
    private final ScheduledThreadPoolExecutor alarm;

    /**
     * Prepares it.
     *
     * @param proxy what the internet is reached through; an embedded Cloudflare is reached without it
     * @param mask blots out the secrets that this build knows, before anything of an answer is quoted
     */
    public HttpTransport(DataPlane plane, Optional<ProxySettings> proxy, UnaryOperator<String> mask) {
        this.plane = plane;
        this.proxy = proxy.filter(configured -> plane.front().isEmpty());
        this.client = through(this.proxy).build();
        this.mask = mask;
        this.alarm = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "d4-smoke-timeout");
            thread.setDaemon(true);
            return thread;
        });
    }

    private static HttpClientBuilder through(Optional<ProxySettings> proxy) {
        HttpClientBuilder builder = builder();
        proxy.ifPresent(configured -> configured.applyTo(builder));
        return builder;
    }

    private static HttpClientBuilder builder() {
        Http1Config limits = Http1Config.custom()
                .setMaxHeaderCount(MOST_HEADERS)
                .setMaxLineLength(LONGEST_HEADER)
                .build();
        Timeout longest = Timeout.ofSeconds(30);
        return HttpClients.custom()
                .setUserAgent("d4-maven-plugin")
                .setDefaultRequestConfig(
                        RequestConfig.custom().setProtocolUpgradeEnabled(false).build())
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .setConnectionReuseStrategy((request, response, context) -> false)
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                                .http1Config(limits)
                                .build())
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(longest)
                                .setSocketTimeout(longest)
                                .build())
                        .build());
    }

    @Override
    public Reply ask(Question question) throws InterruptedException {
        URI url = question.url();
        HttpHost host = new HttpHost(url.getScheme(), url.getHost(), url.getPort());
        HttpGet get = new HttpGet(url);
        get.setAuthority(new URIAuthority(url.getHost(), url.getPort()));
        question.headers().forEach(get::setHeader);
        AtomicBoolean late = new AtomicBoolean();
        Runnable giveUp = () -> {
            late.set(true);
            get.cancel();
        };
        ScheduledFuture<?> timeout = alarm.schedule(giveUp, question.timeout().toNanos(), TimeUnit.NANOSECONDS);
        Reply reply;
        try {
            reply = answer(plane.front().map(HttpHost::create).orElse(host), get);
        } catch (IOException fault) {
            reply = new Reply.NoAnswer(
                    late.get()
                            ? "no whole answer within " + question.timeout().toMillis() + " ms"
                            : words(fault, host)
                                    + proxy(host)
                                            .map(name -> ", through the proxy " + name)
                                            .orElse(""));
        } finally {
            timeout.cancel(false);
        }
        if (Thread.interrupted()) {
            throw new InterruptedException("stopped while waiting for " + host);
        }
        return reply;
    }

    private Optional<String> proxy(HttpHost host) {
        return proxy.flatMap(known -> known.nameOnTheWayTo(host.getHostName()));
    }

    private Reply answer(HttpHost target, HttpGet get) throws IOException {
        HttpClientContext context = HttpClientContext.create();
        ClassicHttpResponse response = client.executeOpen(target, get, context);
        try {
            // What came before there was TLS did not come from the host.
            if ("https".equals(target.getSchemeName()) && context.getSSLSession() == null) {
                return new Reply.NoAnswer("the proxy " + proxy(target).orElse("") + " refused to connect, with HTTP "
                        + response.getCode());
            }
            byte[] body = new byte[0];
            if (response.getEntity() != null) {
                body = response.getEntity().getContent().readNBytes(Answer.MOST_BYTES + 1);
            }
            Answer answer = new Answer(response.getCode(), body).maskedBy(mask);
            for (Header header : response.getHeaders()) {
                answer = answer.with(header.getName(), header.getValue() == null ? "" : header.getValue());
            }
            return answer;
        } finally {
            // Closing alone would first read the rest of the body, however long it is.
            get.cancel();
            Closer.closeQuietly(response);
        }
    }

    private static String words(IOException fault, HttpHost host) {
        if (fault instanceof UnknownHostException) {
            return "the name " + host.getHostName() + " is not known yet";
        } else if (fault instanceof SSLException) {
            return "TLS: " + Shown.quoted(String.valueOf(fault.getMessage()));
        } else if (fault instanceof ConnectException) {
            return "no connection to " + host.toHostString();
        } else if (fault instanceof SocketTimeoutException) {
            return "no answer in time";
        }
        return "the connection broke: " + Shown.quoted(String.valueOf(fault.getMessage()));
    }

    /** Gives up threads and connections. */
    @Override
    public void close() throws IOException {
        alarm.shutdownNow();
        client.close();
    }
}
