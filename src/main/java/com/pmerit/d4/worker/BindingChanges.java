package com.pmerit.d4.worker;

import com.pmerit.d4.cloudflare.Binding;
import com.pmerit.d4.release.Change;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rows of a plan about variables and bindings. A variable is shown by its name only. */
final class BindingChanges {
    private BindingChanges() {}

    /** A row for each wanted binding, in their order, then one for each that the release drops. */
    static List<Change> of(List<Binding> live, List<Binding> wanted) {
        BindingDelta delta = BindingDelta.between(live, wanted);
        Map<String, Change> rows = new LinkedHashMap<>();
        wanted.forEach(
                binding -> rows.put(binding.name(), Change.none(subject(binding), binding.name(), state(binding))));
        delta.added().forEach(binding -> rows.put(binding.name(), row(binding, "not set", state(binding))));
        delta.changedVariables()
                .forEach(change -> rows.put(change.live().name(), row(change.wanted(), "set", "set to another value")));
        delta.redirected()
                .forEach(change -> rows.put(
                        change.live().name(), row(change.wanted(), state(change.live()), state(change.wanted()))));
        delta.replacedSecrets()
                .forEach(name -> rows.put(name, new Change("secret", name, "set", "replaced by a plain binding")));
        List<Change> all = new ArrayList<>(rows.values());
        delta.dropped().forEach(binding -> all.add(row(binding, state(binding), "dropped")));
        return all;
    }

    private static Change row(Binding binding, String before, String after) {
        return new Change(subject(binding), binding.name(), before, after);
    }

    private static String subject(Binding binding) {
        return BindingDelta.isVariable(binding) ? "var" : "binding";
    }

    private static String state(Binding binding) {
        return BindingDelta.isVariable(binding) ? "set" : BindingDelta.shown(binding);
    }
}
