package com.pmerit.d4.sandbox.runtime;

import com.pmerit.d4.sandbox.workers.WorkerDirectory.Deployed;
import com.pmerit.d4.sandbox.workers.WorkerDirectory.Share;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * Which version of a deployment answers a request (Workers documentation, "Gradual deployments"): the one that an override names, if
 * it is part of the deployment; else one by percentage, always the same for the same affinity key.
 */
final class VersionChoice {
    static final String OVERRIDE_HEADER = "Cloudflare-Workers-Version-Overrides";
    static final String AFFINITY_HEADER = "Cloudflare-Workers-Version-Key";

    private static final Pattern OVERRIDE =
            Pattern.compile("\\G\\s*([A-Za-z0-9_*.-]+)\\s*=\\s*\"([^\"\\\\]*)\"\\s*(?:,|$)");

    private final RandomGenerator random;

    VersionChoice(RandomGenerator random) {
        this.random = random;
    }

    /** The id of the version, from the values of the two headers. */
    String choose(Deployed deployed, Optional<String> overrides, Optional<String> affinity) {
        return overrides
                .flatMap(header -> override(header, deployed))
                .orElseGet(() -> byPercentage(
                        deployed, affinity.map(VersionChoice::point).orElseGet(() -> random.nextDouble() * 100)));
    }

    private static Optional<String> override(String header, Deployed deployed) {
        Matcher entries = OVERRIDE.matcher(header);
        while (entries.find()) {
            String version = entries.group(2);
            if (entries.group(1).equals(deployed.script())
                    && deployed.shares().stream()
                            .anyMatch(share -> share.versionId().equals(version))) {
                return Optional.of(version);
            }
        }
        return Optional.empty();
    }

    private static String byPercentage(Deployed deployed, double point) {
        double passed = 0;
        String last = "";
        for (Share share : deployed.shares()) {
            if (share.percentage() > 0) {
                passed += share.percentage();
                last = share.versionId();
                if (point < passed) {
                    return last;
                }
            }
        }
        return last;
    }

    /** A place from 0 to below 100 that depends on the key alone. */
    private static double point(String key) {
        long bits = ByteBuffer.wrap(DigestUtils.sha256(key)).getLong() >>> 11;
        return bits * 0x1.0p-53 * 100;
    }
}
