package com.pmerit.d4.mojo;

import com.pmerit.d4.cloudflare.ApiFailure;
import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.cloudflare.Deployment;
import com.pmerit.d4.cloudflare.VersionSummary;
import com.pmerit.d4.release.ReleaseMessage;
import com.pmerit.d4.source.LiveCommit;
import com.pmerit.d4.worker.CodeDigest;
import com.pmerit.d4.worker.LiveWorker;
import java.util.Optional;

/**
 * Which commit a Worker runs, read from the {@link ReleaseMessage} beside its deployment. Where
 * somebody else deployed a version of d4's, such as by {@code wrangler rollback}, the version's own message counts.
 */
final class LiveCommits {
    private LiveCommits() {}

    /** What a look at the Worker tells. */
    static LiveCommit of(ApiResult<LiveWorker> read) {
        return read.fold(LiveCommits::of, LiveCommits::unreadable);
    }

    private static LiveCommit of(LiveWorker worker) {
        if (worker instanceof LiveWorker.Serving serving) {
            VersionSummary version = serving.version().summary();
            boolean ours = version.tag().filter(CodeDigest::isDigest).isPresent();
            return Optional.of(serving.deployment())
                    .filter(deployment -> ours)
                    .flatMap(LiveCommits::message)
                    .or(() -> version.message().filter(message -> ours).flatMap(LiveCommits::commit))
                    .<LiveCommit>map(LiveCommit.Named::new)
                    .orElseGet(() -> new LiveCommit.Unnamed("version " + version.id() + " is live"));
        }
        if (worker instanceof LiveWorker.Split split) {
            return message(split.deployment())
                    .<LiveCommit>map(LiveCommit.Named::new)
                    .orElseGet(() -> new LiveCommit.Unnamed("traffic goes to " + split.shares()));
        }
        return new LiveCommit.Nothing();
    }

    private static LiveCommit unreadable(ApiFailure failure) {
        return new LiveCommit.Unreadable(failure.message());
    }

    private static Optional<String> message(Deployment deployment) {
        return Optional.ofNullable(deployment.annotations().get("workers/message"))
                .flatMap(LiveCommits::commit);
    }

    private static Optional<String> commit(String message) {
        return ReleaseMessage.read(message).map(ReleaseMessage::commit);
    }
}
