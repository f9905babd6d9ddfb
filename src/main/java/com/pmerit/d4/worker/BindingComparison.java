package com.pmerit.d4.worker;

import com.pmerit.d4.cloudflare.Binding;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.contract.SecretLook;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Holds the bindings that are stated for an environment against those of its live version, as the bindings gate judges them. */
public final class BindingComparison {
    private final Environment environment;
    private final Bundling bundling;

    /**
     * Prepares it.
     *
     * @param bundling what became of the upload: without one, bindings of kinds that only the bundler knows are not compared
     */
    public BindingComparison(Environment environment, Bundling bundling) {
        this.environment = environment;
        this.bundling = bundling;
    }

    /** Those that are stated, in the order of the upload, then those that are only live. Secrets are no part of it. */
    public List<ComparedBinding> with(LiveWorker worker) {
        List<Binding> wanted = wanted();
        BindingTable table = new BindingTable(environment, wanted);
        List<ComparedBinding> rows = new ArrayList<>();
        if (!(worker instanceof LiveWorker.Serving serving)) {
            wanted.forEach(binding -> rows.add(row(table, binding, BindingState.NOT_COMPARED, Optional.empty())));
            return rows;
        }
        BindingDelta delta = BindingDelta.between(serving.version().bindings(), wanted);
        Map<String, BindingState> states = states(delta);
        Map<String, String> others = new HashMap<>();
        delta.redirected().forEach(change -> others.put(change.live().name(), BindingDelta.shown(change.live())));
        wanted.forEach(binding -> rows.add(row(
                table,
                binding,
                states.getOrDefault(binding.name(), BindingState.AS_LIVE),
                Optional.ofNullable(others.get(binding.name())))));
        BindingState unstated = bundling instanceof Bundling.Made ? BindingState.ONLY_LIVE : BindingState.NOT_COMPARED;
        delta.dropped()
                .forEach(binding -> rows.add(new ComparedBinding(
                        binding.name(),
                        BindingTable.type(binding),
                        table.targetOfLive(binding),
                        unstated,
                        Optional.empty(),
                        Optional.empty())));
        return rows;
    }

    private List<Binding> wanted() {
        return bundling instanceof Bundling.Made made
                ? WantedBindings.of(made.bundle(), environment)
                : WantedBindings.configured(environment);
    }

    private static Map<String, BindingState> states(BindingDelta delta) {
        Map<String, BindingState> states = new HashMap<>();
        delta.added().forEach(binding -> states.put(binding.name(), BindingState.NOT_LIVE));
        delta.changedVariables().forEach(change -> states.put(change.live().name(), BindingState.OTHER_VALUE));
        delta.redirected().forEach(change -> states.put(change.live().name(), BindingState.REDIRECTED));
        delta.replacedSecrets().forEach(name -> states.put(name, BindingState.REPLACES_SECRET));
        return states;
    }

    private ComparedBinding row(BindingTable table, Binding binding, BindingState state, Optional<String> live) {
        return new ComparedBinding(
                binding.name(),
                BindingTable.type(binding),
                table.target(binding),
                state,
                live,
                Optional.ofNullable(environment.vars().get(binding.name()))
                        .flatMap(value -> SecretLook.of(binding.name(), value)));
    }
}
