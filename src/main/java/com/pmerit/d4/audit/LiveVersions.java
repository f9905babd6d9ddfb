package com.pmerit.d4.audit;

import com.pmerit.d4.audit.WorkerAudit.Beside;
import com.pmerit.d4.audit.WorkerAudit.LiveVersion;
import com.pmerit.d4.audit.WorkerAudit.Sameness;
import com.pmerit.d4.cloudflare.Deployment;
import com.pmerit.d4.cloudflare.TrafficShare;
import com.pmerit.d4.cloudflare.WorkerVersion;
import com.pmerit.d4.release.Origin;
import com.pmerit.d4.release.ReleaseMessage;
import com.pmerit.d4.worker.CodeDigest;
import com.pmerit.d4.worker.LiveWorker;
import java.util.Map;
import java.util.Optional;

/** Tells what a Worker runs as an audit has it. */
final class LiveVersions {
    private LiveVersions() {}

    /**
     * What users meet.
     *
     * @param before the environment before this one
     * @param read what all environments run, as far as it could be read
     */
    static LiveVersion of(LiveWorker worker, Optional<String> before, Map<String, LiveWorker> read) {
        if (worker instanceof LiveWorker.Split split) {
            Deployment deployment = split.deployment();
            return new LiveVersion.Split(
                    deployment.shares().stream().map(TrafficShare::toString).toList(),
                    deployment.createdOn(),
                    Origin.of(deployment, Optional.empty()).name());
        }
        return worker instanceof LiveWorker.Serving serving
                ? one(serving, before.map(name -> beside(serving, name, Optional.ofNullable(read.get(name)))))
                : new LiveVersion.None();
    }

    private static LiveVersion one(LiveWorker.Serving serving, Optional<Beside> beside) {
        Deployment deployment = serving.deployment();
        WorkerVersion version = serving.version();
        return new LiveVersion.One(
                version.id(),
                deployment.createdOn(),
                Origin.of(deployment, Optional.of(version.summary())).name(),
                deployment.author(),
                serving.release().map(ReleaseMessage::version),
                serving.release().map(ReleaseMessage::commit),
                serving.digest().map(CodeDigest::hex),
                version.compatibilityDate(),
                version.compatibilityFlags(),
                deployment.shares().stream()
                        .map(TrafficShare::versionId)
                        .filter(id -> !id.equals(version.id()))
                        .toList(),
                beside);
    }

    private static Beside beside(LiveWorker.Serving serving, String name, Optional<LiveWorker> before) {
        Optional<CodeDigest> own = serving.digest();
        Optional<CodeDigest> other = before.flatMap(LiveVersions::digest);
        if (own.isEmpty() || other.isEmpty()) {
            return new Beside(name, Sameness.UNKNOWN);
        }
        Sameness files = own.equals(other) ? Sameness.SAME : Sameness.OTHER_FILES;
        return new Beside(name, own.get().isCodeOf(other.get()) ? files : Sameness.OTHER);
    }

    private static Optional<CodeDigest> digest(LiveWorker worker) {
        return worker instanceof LiveWorker.Serving serving ? serving.digest() : Optional.empty();
    }
}
