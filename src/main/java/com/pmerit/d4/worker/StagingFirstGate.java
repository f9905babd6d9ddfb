package com.pmerit.d4.worker;

import com.pmerit.d4.cloudflare.ApiFailure;
import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.gate.Gate;
import com.pmerit.d4.gate.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The environment before this one runs, at this moment, the very code that is to be released, and is healthy with it.
 * Derived from the live version's own record and from its answer, never from a file or a memory.
 */
public final class StagingFirstGate implements Gate {
    private final Environment target;
    private final Environment before;
    private final BundleSource bundles;
    private final LiveWorkers live;
    private final Function<String, Gate> smoke;

    /**
     * Holds the target's code against what the environment before it runs.
     *
     * @param before the environment that the target's {@code after} names
     * @param smoke asks the environment before the target whether the version of this id answers now, and is healthy
     */
    public StagingFirstGate(
            Environment target,
            Environment before,
            BundleSource bundles,
            LiveWorkers live,
            Function<String, Gate> smoke) {
        this.target = target;
        this.before = before;
        this.bundles = bundles;
        this.live = live;
        this.smoke = smoke;
    }

    @Override
    public String id() {
        return "staging-first";
    }

    @Override
    public String title() {
        return "Deployed to " + before.name() + " and smoke-tested first";
    }

    @Override
    public Verdict check() throws InterruptedException {
        Bundling bundling = bundles.bundle(target);
        if (bundling instanceof Bundling.Impossible impossible) {
            return new Verdict.Failed(impossible.why(), impossible.details(), impossible.remedy());
        }
        Bundling.Made made = (Bundling.Made) bundling;
        ApiResult<LiveWorker> running = live.remembered(before.worker());
        CodeDigest wanted = expected(made, running);
        Optional<Verdict> difference =
                running.fold(worker -> difference(wanted, worker), failure -> Optional.of(unreadable(failure)));
        return difference.isPresent() ? difference.get() : smoked(wanted, (LiveWorker.Serving) running.orElseThrow());
    }

    /**
     * The files that come with the code may be built for one environment each: then what was tested is what this commit makes for the
     * environment before.
     */
    private CodeDigest expected(Bundling.Made made, ApiResult<LiveWorker> running) throws InterruptedException {
        boolean otherFiles = made.bundle().assets().isPresent()
                && running.fold(LiveWorker::digest, unread -> Optional.<CodeDigest>empty())
                        .filter(tag -> tag.isCodeOf(made.digest()) && !tag.equals(made.digest()))
                        .isPresent();
        return otherFiles && bundles.bundle(before) instanceof Bundling.Made own ? own.digest() : made.digest();
    }

    private Optional<Verdict> difference(CodeDigest wanted, LiveWorker worker) {
        if (worker instanceof LiveWorker.Absent) {
            return Optional.of(new Verdict.Failed(
                    before.name() + " was never deployed: there is no Worker " + before.worker(), deployFirst()));
        }
        if (worker instanceof LiveWorker.Split split) {
            return Optional.of(GradualDeployment.verdict(before, split));
        }
        LiveWorker.Serving serving = (LiveWorker.Serving) worker;
        if (serving.deployment().shares().size() > 1) {
            return Optional.of(new Verdict.Failed(
                    "a release to " + before.name() + " is not finished: a version is staged there beside the live one",
                    List.of(LiveWorker.shares(serving.deployment())),
                    deployFirst()));
        }
        Optional<CodeDigest> tag = serving.digest();
        if (tag.isEmpty()) {
            return Optional.of(new Verdict.Failed(
                    before.name() + " runs version " + serving.version().id() + ", which d4 did not deploy",
                    deployFirst()));
        }
        if (!tag.get().equals(wanted)) {
            return Optional.of(new Verdict.Failed(
                    tag.get().isCodeOf(wanted)
                            ? before.name() + " runs code " + wanted.shortForm()
                                    + " with other static files than this commit makes for it"
                            : before.name() + " runs code " + tag.get().shortForm() + ", this is code "
                                    + wanted.shortForm(),
                    deployFirst()));
        }
        return Optional.empty();
    }

    private Verdict smoked(CodeDigest wanted, LiveWorker.Serving serving) throws InterruptedException {
        Verdict health = smoke.apply(serving.version().id()).check();
        if (health instanceof Verdict.Failed failed) {
            return new Verdict.Failed(
                    before.name() + " runs this code, but is not healthy: " + failed.summary(),
                    failed.details(),
                    failed.remedy());
        }
        if (!(health instanceof Verdict.Passed)) {
            return new Verdict.Failed(
                    before.name() + " runs this code, but was not smoke-tested: " + health.summary(),
                    "give <" + before.name() + "> a <smoke> in the POM");
        }
        return stillServing(serving)
                .orElseGet(() -> new Verdict.Passed(
                        before.name() + " runs code " + wanted.shortForm() + "; " + health.summary()));
    }

    /** An answer that names no version is this version's only as long as no other is deployed meanwhile. */
    private Optional<Verdict> stillServing(LiveWorker.Serving serving) {
        return live.now(before.worker())
                .fold(
                        now -> now instanceof LiveWorker.Serving after
                                        && after.deployment()
                                                .id()
                                                .equals(serving.deployment().id())
                                ? Optional.empty()
                                : Optional.of(new Verdict.Failed(
                                        "somebody deployed to " + before.name() + " while it was smoke-tested",
                                        "run the same command again, when that release is finished")),
                        failure -> Optional.of(unreadable(failure)));
    }

    private Verdict unreadable(ApiFailure failure) {
        return new Verdict.Failed("what " + before.name() + " runs cannot be read", failure.message());
    }

    private String deployFirst() {
        return "mvn deploy -P" + before.name() + "   (then run this again)";
    }
}
