package com.pmerit.d4.sandbox.workers;

import java.util.List;
import java.util.Optional;

/** What the data plane asks the control plane: who answers at a host, and what to run. Safe for use by several threads. */
public interface WorkerDirectory {
    /**
     * Who answers a request now. Looks at {@code {script}.{subdomain}.workers.dev} when workers.dev is enabled for the script,
     * {@code {first8}-{script}.…} and {@code {alias}-{script}.…} when its previews are, custom domains, and routes.
     *
     * @param host lower case, without a port
     * @param path the request's path, for route patterns
     */
    Optional<Target> at(String host, String path);

    /** A version of a script; empty when it was never uploaded or is deleted. */
    Optional<RunnableVersion> version(String account, String script, String versionId);

    /** Who answers. */
    sealed interface Target {
        /** The account of the script. */
        String account();

        /** The script's name. */
        String script();
    }

    /**
     * The active deployment: one version by percentage, or the one that {@code Cloudflare-Workers-Version-Overrides} names.
     *
     * @param shares at least one; they total 100 and a share may be 0. Empty never
     */
    record Deployed(String account, String script, List<Share> shares) implements Target {
        public Deployed {
            shares = List.copyOf(shares);
        }
    }

    /** One version whatever is deployed: a preview URL. */
    record Exact(String account, String script, String versionId) implements Target {}

    /**
     * A version's part of the traffic.
     *
     * @param percentage from 0 to 100
     */
    record Share(String versionId, double percentage) {}
}
