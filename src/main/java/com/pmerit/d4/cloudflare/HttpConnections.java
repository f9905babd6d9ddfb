package com.pmerit.d4.cloudflare;

import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/** Makes the HTTP client: one pool, no retries, redirects or cookies of its own, and nothing from system properties. */
final class HttpConnections {
    private static final int MOST = 16;

    private HttpConnections() {}

    static CloseableHttpClient open(ApiSettings settings) {
        HttpClientBuilder builder = HttpClientBuilder.create()
                .setConnectionManager(pool(settings.limits()))
                .setDefaultRequestConfig(requests(settings.limits()))
                .setUserAgent("d4/" + settings.version())
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement();
        settings.proxy().ifPresent(proxy -> proxy.applyTo(builder));
        return builder.build();
    }

    // A connection that the other side has closed meanwhile would turn a write into one of unknown outcome: it is
    // checked each time.
    private static PoolingHttpClientConnectionManager pool(Limits limits) {
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setConnectionFactory(SilentConnection.factory())
                .setMaxConnPerRoute(MOST)
                .setMaxConnTotal(2 * MOST)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(limits.connect().toMillis(), TimeUnit.MILLISECONDS)
                        .setSocketTimeout(Timeout.of(limits.silence()))
                        .setValidateAfterInactivity(TimeValue.ZERO_MILLISECONDS)
                        .setTimeToLive(TimeValue.ofMinutes(5))
                        .build())
                .build();
    }

    private static RequestConfig requests(Limits limits) {
        return RequestConfig.custom()
                .setResponseTimeout(Timeout.of(limits.silence()))
                .setConnectionRequestTimeout(Timeout.of(limits.exchange()))
                .setProtocolUpgradeEnabled(false)
                .build();
    }
}
