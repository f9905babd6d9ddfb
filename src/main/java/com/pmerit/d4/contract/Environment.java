package com.pmerit.d4.contract;

import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One of the places the project is deployed to, as POM and wrangler config together describe it. Where they differ the
 * POM's word stands here, and the {@link Contract} lists the {@link Disagreement}.
 *
 * @param name its name in the POM, such as {@code staging}
 * @param after the environment that must run the same code before this one may
 * @param worker the script's name in Cloudflare
 * @param script what is uploaded
 * @param url where its users meet it: https, or http on loopback; no query, no fragment, no slash at the end
 * @param databases D1 databases by binding
 * @param buckets R2 buckets by binding
 * @param vars plain variables by name
 * @param smoke the test that shows that it lives
 * @param traffic the stops on the way to all traffic, each with more of it than the one before; none shifts it at once
 * @param wrangler all that the wrangler config says of it, bindings of other kinds included
 */
public record Environment(
        String name,
        Optional<String> after,
        String worker,
        Script script,
        URI url,
        Map<String, Database> databases,
        Map<String, Bucket> buckets,
        Map<String, Variable> vars,
        Smoke smoke,
        List<TrafficPortion> traffic,
        WranglerEnvironment wrangler) {
    /** Checks the names and keeps the maps' order. */
    public Environment {
        if (!Names.isEnvironment(name) || !Names.isScript(worker)) {
            throw new IllegalArgumentException("Not a name: " + name + ", " + worker);
        }
        if (url.getHost() == null) {
            throw new IllegalArgumentException("A url without a host: " + url);
        }
        databases = Collections.unmodifiableMap(new LinkedHashMap<>(databases));
        buckets = Collections.unmodifiableMap(new LinkedHashMap<>(buckets));
        traffic = List.copyOf(traffic);
        vars = Collections.unmodifiableMap(new LinkedHashMap<>(vars));
    }

    /** The same with other databases. */
    public Environment withDatabases(Map<String, Database> others) {
        return new Environment(name, after, worker, script, url, others, buckets, vars, smoke, traffic, wrangler);
    }
}
