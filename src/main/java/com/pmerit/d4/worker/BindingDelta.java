package com.pmerit.d4.worker;

import com.fasterxml.jackson.databind.JsonNode;
import com.pmerit.d4.cloudflare.Binding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * How the bindings of a live version differ from the wanted ones. Secrets are no part of it, but for those that a wanted
 * binding of the same name would replace.
 *
 * @param added wanted and not live
 * @param changedVariables variables whose value changes
 * @param redirected bindings that would point to another resource or become of another type
 * @param dropped live and not wanted: a deploy would drop them
 * @param replacedSecrets live secrets that a wanted binding of the same name would replace
 */
record BindingDelta(
        List<Binding> added,
        List<Change> changedVariables,
        List<Change> redirected,
        List<Binding> dropped,
        List<String> replacedSecrets) {
    private static final int HASH_LENGTH = 12;
    private static final Set<String> VARIABLES = Set.of("plain_text", "json");

    /** One name with both of its bindings. */
    record Change(Binding live, Binding wanted) {}

    /** Compares what is live with what is wanted. */
    static BindingDelta between(List<Binding> live, List<Binding> wanted) {
        Map<String, Binding> liveByName = new HashMap<>();
        live.forEach(binding -> liveByName.put(binding.name(), binding));
        BindingDelta delta = new BindingDelta(
                new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (Binding binding : wanted) {
            Binding before = liveByName.remove(binding.name());
            if (before == null) {
                delta.added.add(binding);
            } else if (before.isSecret()) {
                delta.replacedSecrets.add(binding.name());
            } else if (!same(before, binding)) {
                boolean variables = isVariable(before) && isVariable(binding);
                (variables ? delta.changedVariables : delta.redirected).add(new Change(before, binding));
            }
        }
        liveByName.values().stream()
                .filter(binding -> !binding.isSecret())
                .sorted(Comparator.comparing(Binding::name))
                .forEach(delta.dropped::add);
        return delta;
    }

    /** Whether the live version is bound exactly as wanted. */
    boolean isEmpty() {
        return added.isEmpty()
                && changedVariables.isEmpty()
                && redirected.isEmpty()
                && dropped.isEmpty()
                && replacedSecrets.isEmpty();
    }

    /** What a release must not do unasked, line by line. */
    List<String> dangers() {
        List<String> lines = new ArrayList<>();
        redirected.forEach(change -> lines.add(change.live().name() + ": live is " + shown(change.live())
                + ", this release would bind " + shown(change.wanted())));
        dropped.forEach(binding -> lines.add(
                binding.name() + ": live is " + shown(binding) + ", this release would drop it: nothing states it"));
        replacedSecrets.forEach(
                name -> lines.add(name + ": live is a secret, this release would replace it by a plain binding"));
        return lines;
    }

    /** Names exactly these dangers, so that a user can accept what was shown and nothing else. */
    String dangerHash() {
        List<String> exact = new ArrayList<>(dangers());
        redirected.forEach(change ->
                exact.add(change.live().toJson() + " -> " + change.wanted().toJson()));
        dropped.forEach(binding -> exact.add(binding.toJson().toString()));
        return DigestUtils.sha256Hex(String.join("\n", exact)).substring(0, HASH_LENGTH);
    }

    /**
     * A binding for a person, such as {@code d1 id=e7604a7b-…}. A variable is shown without its value: a live one may have been
     * set by hand, and what was set there in plain may be a secret all the same.
     */
    static String shown(Binding binding) {
        if (isVariable(binding)) {
            return "a variable (" + binding.type() + ")";
        }
        StringBuilder text = new StringBuilder(binding.type());
        binding.fields()
                .forEach((key, value) -> text.append(' ')
                        .append(key)
                        .append('=')
                        .append(value.isTextual() ? value.textValue() : value.toString()));
        return text.toString();
    }

    static boolean isVariable(Binding binding) {
        return VARIABLES.contains(binding.type());
    }

    /** Cloudflare may tell more of a live binding than was ever sent. */
    static boolean same(Binding live, Binding wanted) {
        if (!live.type().equals(wanted.type())) {
            return false;
        }
        for (Map.Entry<String, JsonNode> field : wanted.fields().entrySet()) {
            JsonNode value = live.fields().get(field.getKey());
            if (value == null || !SameJson.same(field.getValue(), value)) {
                return false;
            }
        }
        return true;
    }
}
