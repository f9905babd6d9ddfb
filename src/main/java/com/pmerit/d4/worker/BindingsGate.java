package com.pmerit.d4.worker;

import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.contract.Contract;
import com.pmerit.d4.contract.Disagreement;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.gate.Gate;
import com.pmerit.d4.gate.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * POM, wrangler config, the account and the live version agree: no value is stated twice and differently, every database
 * and bucket exists under its name, and the release neither drops nor redirects anything that is bound now.
 */
public final class BindingsGate implements Gate {
    private final Contract contract;
    private final Environment target;
    private final BundleSource bundles;
    private final LiveWorkers live;
    private final AccountApi account;
    private final Optional<String> acceptedDrift;

    /**
     * Compares the bindings of one environment.
     *
     * @param acceptedDrift the hash of the difference from the live version that the user has seen and accepts
     */
    public BindingsGate(
            Contract contract,
            Environment target,
            BundleSource bundles,
            LiveWorkers live,
            AccountApi account,
            Optional<String> acceptedDrift) {
        this.contract = contract;
        this.target = target;
        this.bundles = bundles;
        this.live = live;
        this.account = account;
        this.acceptedDrift = acceptedDrift;
    }

    @Override
    public String id() {
        return "bindings";
    }

    @Override
    public String title() {
        return "POM, wrangler config and live Worker agree";
    }

    @Override
    public Verdict check() throws InterruptedException {
        List<String> disagreements = contract.disagreementsOf(target.name()).stream()
                .map(Disagreement::message)
                .toList();
        if (!disagreements.isEmpty()) {
            return new Verdict.Failed(
                    "POM and wrangler config disagree in " + disagreements.size() + " place"
                            + (disagreements.size() == 1 ? "" : "s"),
                    disagreements,
                    "make both say the same: correct the POM or " + config());
        }
        List<String> missing = new AccountResources(account).missing(target);
        if (!missing.isEmpty()) {
            return new Verdict.Failed(
                    "the account does not have what " + target.name() + " binds",
                    missing,
                    "correct the id or name in the POM and in "
                            + config()
                            + "; npx wrangler d1 list and npx wrangler r2 bucket list show what there is");
        }
        Bundling bundling = bundles.bundle(target);
        if (bundling instanceof Bundling.Impossible impossible) {
            return new Verdict.Failed(impossible.why(), impossible.details(), impossible.remedy());
        }
        Bundle bundle = ((Bundling.Made) bundling).bundle();
        return live.remembered(target.worker())
                .fold(
                        worker -> compared(bundle, worker),
                        failure -> new Verdict.Failed("the live bindings cannot be read", failure.message()));
    }

    /** The wrangler config as a person at the project's directory types it. */
    private Path config() {
        return contract.project().directory().relativize(contract.worker().config());
    }

    private Verdict compared(Bundle bundle, LiveWorker worker) {
        int wanted = WantedBindings.of(bundle, target).size();
        if (worker instanceof LiveWorker.Split split) {
            return GradualDeployment.verdict(target, split);
        }
        if (worker instanceof LiveWorker.Absent) {
            return passed(wanted + " bindings; " + target.worker() + " does not exist yet");
        }
        LiveWorker.Serving serving = (LiveWorker.Serving) worker;
        BindingDelta delta = BindingDelta.between(serving.version().bindings(), WantedBindings.of(bundle, target));
        if (!delta.dangers().isEmpty() && !acceptedDrift.equals(Optional.of(delta.dangerHash()))) {
            return new Verdict.Failed(
                    "the live version is bound to something else",
                    delta.dangers(),
                    "state it in " + config() + ", or accept exactly this difference: -Dd4.acceptDrift="
                            + delta.dangerHash());
        }
        return passed(wanted + " bindings" + changes(delta));
    }

    private static String changes(BindingDelta delta) {
        List<String> parts = new ArrayList<>();
        if (!delta.added().isEmpty()) {
            parts.add(delta.added().size() + " new");
        }
        if (!delta.changedVariables().isEmpty()) {
            parts.add(delta.changedVariables().size() + " with a new value");
        }
        if (!delta.dangers().isEmpty()) {
            parts.add(delta.dangers().size() + " accepted differences");
        }
        return parts.isEmpty() ? ", as live" : "; " + String.join(", ", parts);
    }

    /** Routes are published by no step yet; saying nothing would look like they were. */
    private Verdict passed(String summary) {
        boolean routes = target.wrangler().raw().containsKey("route")
                || target.wrangler().raw().containsKey("routes");
        return routes
                ? new Verdict.Warned(
                        summary + "; the routes of the wrangler config are not published by d4",
                        List.of(),
                        "after a change of routes: npx wrangler triggers deploy")
                : new Verdict.Passed(summary);
    }
}
