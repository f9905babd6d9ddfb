package com.pmerit.d4.mojo;

import com.pmerit.d4.cloudflare.ApiFailure;
import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.release.ReleaseMessage;
import com.pmerit.d4.source.LiveCommit;
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
            return named(serving.release(), "version " + serving.version().id() + " is live");
        }
        if (worker instanceof LiveWorker.Split split) {
            return named(LiveWorker.message(split.deployment()), "traffic goes to " + split.shares());
        }
        return new LiveCommit.Nothing();
    }

    private static LiveCommit unreadable(ApiFailure failure) {
        return new LiveCommit.Unreadable(failure.message());
    }

    private static LiveCommit named(Optional<ReleaseMessage> release, String what) {
        return release.<LiveCommit>map(message -> new LiveCommit.Named(message.commit()))
                .orElseGet(() -> new LiveCommit.Unnamed(what));
    }
}
