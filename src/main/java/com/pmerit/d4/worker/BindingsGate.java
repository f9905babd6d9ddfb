package com.pmerit.d4.worker;

import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.cloudflare.Binding;
import com.pmerit.d4.contract.Contract;
import com.pmerit.d4.contract.Disagreement;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.gate.Gate;
import com.pmerit.d4.gate.Verdict;
import com.pmerit.d4.worker.AccountResources.Trouble;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * POM, wrangler config, the account and the live version agree: no value is stated twice and differently, every database
 * and bucket exists under its name, and the release neither drops nor redirects anything that is bound now. Its details are the SOP's table, a row a binding with
 * a verdict. A variable that looks like a secret is a warning, and its value is not shown.
 */
public final class BindingsGate implements Gate {
    private static final String NOT_COMPARED = BindingState.NOT_COMPARED.words();

    /** The top-level domain of addresses that never are one, RFC 2606. */
    private static final String UNKNOWN_HOST = ".invalid";

    private static final Pattern OF_A_BINDING = Pattern.compile("<(?:databases|buckets|vars)><(\\w+)>");

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
        if (target.url().getHost().endsWith(UNKNOWN_HOST)) {
            return new Verdict.Failed(
                    "nobody has said yet where " + target.name() + " is met",
                    List.of("<environments><" + target.name() + "><url> is " + target.url()
                            + ", a placeholder: d4:init could not know the address"),
                    "write it into the POM, such as https://" + target.worker() + ".ACCOUNT.workers.dev"
                            + "; the dashboard shows ACCOUNT under Workers & Pages");
        }
        List<Disagreement> disagreements = contract.disagreementsOf(target.name());
        if (!disagreements.isEmpty()) {
            BindingTable table = stated();
            disagreements.forEach(
                    each -> binding(each).ifPresent(name -> table.with(name, "POM and wrangler config differ")));
            return new Verdict.Failed(
                    "POM and wrangler config disagree in " + disagreements.size() + " place"
                            + (disagreements.size() == 1 ? "" : "s"),
                    together(disagreements.stream().map(Disagreement::message).toList(), table.lines(NOT_COMPARED)),
                    "make both say the same: correct the POM or " + config());
        }
        List<Trouble> troubles = new AccountResources(account).troubles(target);
        if (!troubles.isEmpty()) {
            return unlikeTheAccount(troubles);
        }
        Bundling bundling = bundles.bundle(target);
        if (bundling instanceof Bundling.Impossible impossible) {
            return new Verdict.Failed(impossible.why(), impossible.details(), impossible.remedy());
        }
        Bundle bundle = ((Bundling.Made) bundling).bundle();
        return live.remembered(target.worker())
                .fold(
                        worker -> compared(WantedBindings.of(bundle, target), worker),
                        failure -> new Verdict.Failed("the live bindings cannot be read", failure.message()));
    }

    /** What the contract alone states, for as long as there is no bundle that states the rest. */
    private BindingTable stated() {
        return new BindingTable(target, WantedBindings.stated(target));
    }

    /** The binding that a disagreement is about; empty when it is about something else, such as the entry module. */
    private static Optional<String> binding(Disagreement disagreement) {
        Matcher matcher = OF_A_BINDING.matcher(disagreement.tag());
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private Verdict unlikeTheAccount(List<Trouble> troubles) {
        BindingTable table = stated();
        troubles.forEach(trouble -> table.with(trouble.binding(), trouble.kind().verdict()));
        boolean missing = troubles.stream().anyMatch(trouble -> trouble.kind() == AccountResources.Kind.MISSING);
        List<String> sentences = troubles.stream().map(Trouble::sentence).toList();
        return new Verdict.Failed(
                sentences.get(0) + (sentences.size() == 1 ? "" : ", and " + (sentences.size() - 1) + " more"),
                together(sentences.subList(1, sentences.size()), table.lines(NOT_COMPARED)),
                (missing ? "mvn d4:init -Dd4.create makes what is missing; or " : "")
                        + "correct the id or name in the POM and in "
                        + config()
                        + "; npx wrangler d1 list and npx wrangler r2 bucket list show what there is");
    }

    private static List<String> together(List<String> sentences, List<String> table) {
        return Stream.concat(sentences.stream(), table.stream()).toList();
    }

    /** The wrangler config as a person at the project's directory types it. */
    private Path config() {
        return contract.project().directory().relativize(contract.worker().config());
    }

    private Verdict compared(List<Binding> wanted, LiveWorker worker) {
        if (worker instanceof LiveWorker.Split split) {
            return GradualDeployment.verdict(target, split);
        }
        if (worker instanceof LiveWorker.Absent) {
            List<String> table = new BindingTable(target, wanted)
                    .comparedWithLive(BindingDelta.between(List.of(), wanted))
                    .lines(BindingTable.OK);
            return agreed(wanted.size() + " bindings; " + target.worker() + " does not exist yet", table);
        }
        LiveWorker.Serving serving = (LiveWorker.Serving) worker;
        BindingDelta delta = BindingDelta.between(serving.version().bindings(), wanted);
        List<String> table =
                new BindingTable(target, wanted).comparedWithLive(delta).lines(BindingTable.OK);
        if (!delta.dangers().isEmpty() && !acceptedDrift.equals(Optional.of(delta.dangerHash()))) {
            return new Verdict.Failed(
                    "the live version is bound to something else",
                    together(delta.dangers(), table),
                    "state it in " + config() + ", or accept exactly this difference: -Dd4.acceptDrift="
                            + delta.dangerHash());
        }
        return agreed(wanted.size() + " bindings" + changes(delta), table);
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

    /** Passed, unless something deserves a look. */
    private Verdict agreed(String summary, List<String> table) {
        List<String> words = new ArrayList<>();
        List<String> details = new ArrayList<>();
        List<String> remedies = new ArrayList<>();
        PlainSecrets secrets = PlainSecrets.of(target);
        if (!secrets.isEmpty()) {
            words.add(secrets.summary());
            details.addAll(secrets.details());
            remedies.add(secrets.remedy(config().toString()));
        }
        if (hasRoutes()) {
            words.add("the routes of the wrangler config are not published by d4");
            remedies.add("after a change of routes: npx wrangler triggers deploy");
        }
        return words.isEmpty()
                ? new Verdict.Passed(summary, table)
                : new Verdict.Warned(
                        summary + "; " + String.join("; ", words),
                        together(details, table),
                        String.join("; ", remedies));
    }

    /** Routes are published by no step yet; saying nothing would look like they were. */
    private boolean hasRoutes() {
        return target.wrangler().raw().containsKey("route")
                || target.wrangler().raw().containsKey("routes");
    }
}
