package com.pmerit.d4.mojo;

import com.fasterxml.jackson.databind.JsonNode;
import com.pmerit.d4.mojo.HeldState.Deployment;
import com.pmerit.d4.mojo.HeldState.Version;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What stood in production before a release to it began, and what may come there.
 *
 * @param anchor the version that took all traffic
 * @param deployments how many deployments there had been
 * @param unversioned triggers and settings, as {@link HeldState#unversioned}
 * @param digest of the code that staging runs
 */
record Eve(Version anchor, int deployments, List<JsonNode> unversioned, String digest) {

    static Eve of(HeldState held) {
        List<Deployment> deployments = held.deployments(Checkout.PRODUCTION);
        return new Eve(
                sole(held, Checkout.PRODUCTION),
                deployments.size(),
                held.unversioned(Checkout.PRODUCTION),
                sole(held, Checkout.STAGING).tag());
    }

    private static Version sole(HeldState held, String script) {
        Set<String> live = held.head(script).shares().keySet();
        return held.versions(script).stream()
                .filter(version -> live.contains(version.id()))
                .collect(Collectors.collectingAndThen(Collectors.toList(), versions -> {
                    if (versions.size() != 1) {
                        throw new IllegalStateException(script + " serves " + versions);
                    }
                    return versions.get(0);
                }));
    }
}
