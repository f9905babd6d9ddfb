package com.pmerit.d4.worker;

import com.pmerit.d4.cloudflare.Deployment;
import com.pmerit.d4.cloudflare.TrafficShare;
import com.pmerit.d4.cloudflare.WorkerVersion;
import com.pmerit.d4.release.ReleaseMessage;
import java.util.Optional;

/** What a script runs at the moment of asking. */
public sealed interface LiveWorker {

    /** There is no such script, or it was never deployed. */
    record Absent() implements LiveWorker {}

    /** One version takes all traffic; another may be staged beside it at 0 %. */
    record Serving(Deployment deployment, WorkerVersion version) implements LiveWorker {
        /** Whether a version is staged beside it at 0 %. */
        boolean stages(String versionId) {
            return !version.id().equals(versionId)
                    && deployment.shares().stream()
                            .anyMatch(share -> share.versionId().equals(versionId));
        }

        /** Which code it is, and with which static files; empty when d4 did not upload it. */
        public Optional<CodeDigest> digest() {
            return version.summary().tag().filter(CodeDigest::isDigest).map(CodeDigest::new);
        }

        /**
         * Which release it is; empty when d4 did not upload it. The deployment's message counts before the version's, for a
         * version may be put live for a later commit of the same code; but not while another version is staged beside it, for
         * then that message is about the other one.
         */
        public Optional<ReleaseMessage> release() {
            if (digest().isEmpty()) {
                return Optional.empty();
            }
            Optional<ReleaseMessage> deployed =
                    deployment.shares().size() > 1 ? Optional.empty() : LiveWorker.message(deployment);
            return deployed.or(() -> version.summary().message().flatMap(ReleaseMessage::read));
        }
    }

    /** Traffic is split between versions: somebody is in the middle of a gradual deployment. */
    record Split(Deployment deployment) implements LiveWorker {
        /** Such as {@code 1f0c… at 90 %, 77ab… at 10 %}. */
        public String shares() {
            return LiveWorker.shares(deployment);
        }
    }

    /** Which code one version at 100 % is, and with which static files; empty when it is not d4's, or not one version. */
    static Optional<CodeDigest> digest(LiveWorker found) {
        return found instanceof Serving serving ? serving.digest() : Optional.empty();
    }

    /** Such as {@code 1f0c… at 90 %, 77ab… at 10 %}. */
    static String shares(Deployment deployment) {
        return String.join(
                ", ", deployment.shares().stream().map(TrafficShare::toString).toList());
    }

    /** The release that a deployment's message names, if it is in d4's words. */
    static Optional<ReleaseMessage> message(Deployment deployment) {
        return Optional.ofNullable(deployment.annotations().get("workers/message"))
                .flatMap(ReleaseMessage::read);
    }
}
