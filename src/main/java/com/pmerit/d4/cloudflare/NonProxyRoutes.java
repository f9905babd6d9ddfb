package com.pmerit.d4.cloudflare;

import org.apache.hc.client5.http.impl.DefaultSchemePortResolver;
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/** Goes through the proxy except to the hosts that its settings exclude. */
final class NonProxyRoutes extends DefaultRoutePlanner {
    private final ProxySettings proxy;

    NonProxyRoutes(ProxySettings proxy) {
        super(DefaultSchemePortResolver.INSTANCE);
        this.proxy = proxy;
    }

    @Override
    protected @Nullable HttpHost determineProxy(HttpHost target, HttpContext context) {
        return proxy.bypasses(target.getHostName()) ? null : new HttpHost("http", proxy.host(), proxy.port());
    }
}
