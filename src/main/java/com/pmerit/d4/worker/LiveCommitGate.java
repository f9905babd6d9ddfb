package com.pmerit.d4.worker;

import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.cloudflare.WorkerVersion;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.gate.Gate;
import com.pmerit.d4.gate.Verdict;
import com.pmerit.d4.release.ReleaseMessage;
import java.util.Optional;

/**
 * An environment runs, at this moment, the commit in hand: its live version was made of it, or of the very same code. Read
 * from that version's own record.
 */
public final class LiveCommitGate implements Gate {
    private final Environment environment;
    private final Optional<String> commit;
    private final BundleSource bundles;
    private final LiveWorkers live;

    /**
     * Holds one environment against the commit in hand.
     *
     * @param commit the full id of the commit; empty outside a repository
     * @param bundles asked only when the live version names another commit: a change of the documentation alone, say, is not
     *     released again
     */
    public LiveCommitGate(Environment environment, Optional<String> commit, BundleSource bundles, LiveWorkers live) {
        this.environment = environment;
        this.commit = commit;
        this.bundles = bundles;
        this.live = live;
    }

    @Override
    public String id() {
        return "live";
    }

    @Override
    public String title() {
        return "The commit in hand is live in " + environment.name();
    }

    @Override
    public Verdict check() throws InterruptedException {
        if (commit.isEmpty()) {
            return new Verdict.Failed("there is no commit in hand", "git add . && git commit");
        }
        ApiResult<LiveWorker> read = live.remembered(environment.worker());
        if (read instanceof ApiResult.Failed<LiveWorker> failed) {
            return new Verdict.Failed(
                    "what " + environment.name() + " runs cannot be read",
                    failed.reason().message());
        }
        return judge(read.orElseThrow(), commit.get());
    }

    private Verdict judge(LiveWorker worker, String head) throws InterruptedException {
        if (worker instanceof LiveWorker.Absent) {
            return new Verdict.Failed(
                    environment.name() + " was never deployed: there is no Worker " + environment.worker(), release());
        }
        if (worker instanceof LiveWorker.Split split) {
            return GradualDeployment.verdict(environment, split);
        }
        LiveWorker.Serving serving = (LiveWorker.Serving) worker;
        WorkerVersion version = serving.version();
        Optional<ReleaseMessage> message = serving.release();
        if (message.isPresent() && message.get().names(head)) {
            return new Verdict.Passed(
                    environment.name() + " runs commit " + message.get().commit() + " as version " + version.id());
        }
        return sameCode(version, message);
    }

    private Verdict sameCode(WorkerVersion version, Optional<ReleaseMessage> message) throws InterruptedException {
        Bundling bundling = bundles.bundle(environment);
        if (bundling instanceof Bundling.Impossible impossible) {
            return new Verdict.Failed(impossible.why(), impossible.details(), impossible.remedy());
        }
        String wanted = ((Bundling.Made) bundling).digest().hex();
        if (version.summary().tag().equals(Optional.of(wanted))) {
            return new Verdict.Passed(environment.name() + " runs the code of this commit as version " + version.id()
                    + message.map(named -> ", released from " + named.commit()).orElse(""));
        }
        String runs = message.map(named -> "commit " + named.commit())
                .orElse("version " + version.id() + ", which names no commit");
        return new Verdict.Failed(
                environment.name() + " runs " + runs + ", not the commit in hand",
                release() + " to make it live, or check out the commit that is live");
    }

    private String release() {
        return "mvn deploy -P" + environment.name();
    }
}
