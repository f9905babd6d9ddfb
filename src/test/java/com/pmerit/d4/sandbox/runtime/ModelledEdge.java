package com.pmerit.d4.sandbox.runtime;

import com.pmerit.d4.sandbox.workers.RunnableVersion;
import com.pmerit.d4.sandbox.workers.WorkerDirectory;
import com.pmerit.d4.sandbox.workers.WorkerDirectory.Deployed;
import com.pmerit.d4.sandbox.workers.WorkerDirectory.Exact;
import com.pmerit.d4.sandbox.workers.WorkerDirectory.Share;
import com.pmerit.d4.sandbox.workers.WorkerDirectory.Target;
import java.net.URI;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Cloudflare's edge without a runtime: says which version would answer a request at this moment, by the rules of the embedded
 * Cloudflare's own front, and leaves it to the test to say how that version answers.
 */
public final class ModelledEdge {
    private final WorkerDirectory directory;
    private final VersionChoice choice;

    /** An edge over the state of an embedded Cloudflare; equal seeds choose equally between versions by percentage. */
    public ModelledEdge(WorkerDirectory directory, long seed) {
        this.directory = directory;
        this.choice = new VersionChoice(new SplittableRandom(seed));
    }

    /**
     * The version that answers.
     *
     * @param version what would run
     * @param share its part of the live traffic, from 0 to 100; 0 at a preview URL, where nobody comes by chance
     */
    public record Answering(RunnableVersion version, double share) {}

    /**
     * Who answers a request now; empty when no Worker does.
     *
     * @param overrides the value of {@code Cloudflare-Workers-Version-Overrides}, if it was sent
     */
    public Optional<Answering> at(URI url, Optional<String> overrides) {
        return Host.of(url.getAuthority()).names().stream()
                .flatMap(name -> directory.at(name, url.getRawPath()).stream())
                .findFirst()
                .flatMap(target -> target instanceof Deployed deployed
                        ? live(deployed, choice.choose(deployed, overrides, Optional.empty()))
                        : running(target, ((Exact) target).versionId(), 0));
    }

    private Optional<Answering> live(Deployed deployed, String version) {
        double share = deployed.shares().stream()
                .filter(each -> each.versionId().equals(version))
                .mapToDouble(Share::percentage)
                .sum();
        return running(deployed, version, share);
    }

    private Optional<Answering> running(Target target, String version, double share) {
        return directory.version(target.account(), target.script(), version).map(found -> new Answering(found, share));
    }
}
