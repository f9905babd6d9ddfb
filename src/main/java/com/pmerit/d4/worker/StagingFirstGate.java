package com.pmerit.d4.worker;

import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.gate.Gate;
import com.pmerit.d4.gate.Verdict;
import java.util.Optional;

/**
 * The environment before this one runs, at this moment, the very code that is to be released, and is healthy with it.
 * Derived from the live version's own record and from its answer, never from a file or a memory.
 */
public final class StagingFirstGate implements Gate {
    private final Environment target;
    private final Environment before;
    private final BundleSource bundles;
    private final LiveWorkers live;
    private final Gate smoke;

    /**
     * Holds the target's code against what the environment before it runs.
     *
     * @param before the environment that the target's {@code after} names
     * @param smoke asks the environment before the target whether it is healthy now
     */
    public StagingFirstGate(
            Environment target, Environment before, BundleSource bundles, LiveWorkers live, Gate smoke) {
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
        CodeDigest wanted = ((Bundling.Made) bundling).digest();
        Optional<Verdict> difference = live.remembered(before.worker())
                .fold(
                        worker -> difference(wanted, worker),
                        failure -> Optional.of(new Verdict.Failed(
                                "what " + before.name() + " runs cannot be read", failure.message())));
        return difference.isPresent() ? difference.get() : smoked(wanted);
    }

    private Optional<Verdict> difference(CodeDigest wanted, LiveWorker worker) {
        String remedy = "mvn deploy -P" + before.name() + "   (then run this again)";
        if (worker instanceof LiveWorker.Absent) {
            return Optional.of(new Verdict.Failed(
                    before.name() + " was never deployed: there is no Worker " + before.worker(), remedy));
        }
        if (worker instanceof LiveWorker.Split split) {
            return Optional.of(GradualDeployment.verdict(before, split));
        }
        LiveWorker.Serving serving = (LiveWorker.Serving) worker;
        Optional<String> tag = serving.version().summary().tag();
        if (tag.isEmpty() || !CodeDigest.isDigest(tag.get())) {
            return Optional.of(new Verdict.Failed(
                    before.name() + " runs version " + serving.version().id() + ", which d4 did not deploy", remedy));
        }
        if (!tag.get().equals(wanted.hex())) {
            return Optional.of(new Verdict.Failed(
                    before.name() + " runs code " + new CodeDigest(tag.get()).shortForm() + ", this is code "
                            + wanted.shortForm(),
                    remedy));
        }
        return Optional.empty();
    }

    private Verdict smoked(CodeDigest wanted) throws InterruptedException {
        Verdict health = smoke.check();
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
        return new Verdict.Passed(before.name() + " runs code " + wanted.shortForm() + "; " + health.summary());
    }
}
