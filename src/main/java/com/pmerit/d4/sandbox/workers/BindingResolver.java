package com.pmerit.d4.sandbox.workers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Makes the bindings of a new version out of those that an upload lists and those that earlier versions have.
 *
 * <p>Without {@code keep_bindings} secrets are kept and everything else that is not listed is dropped. With it, exactly the listed
 * types are kept. A listed binding replaces whatever had its name, a secret too. "Earlier" is the latest uploaded version, not the
 * deployed one, unless an inherit binding names another by {@code version_id}.
 */
final class BindingResolver {
    private static final Set<String> SECRET_TYPES = Set.of("secret_text", "secret_key");

    private final BindingRules rules;
    private final SecretVault vault;
    private final Optional<Script> script;

    private final Map<String, ObjectNode> bindings = new LinkedHashMap<>();
    private final Map<String, String> secrets = new TreeMap<>();
    private final List<String> lost = new ArrayList<>();

    /** A version's bindings and the revisions of its secrets. */
    record Resolved(List<ObjectNode> bindings, Map<String, String> secrets) {}

    BindingResolver(BindingRules rules, SecretVault vault, Optional<Script> script) {
        this.rules = rules;
        this.vault = vault;
        this.script = script;
    }

    /** For an upload: the listed bindings, and what {@code keep_bindings} keeps. */
    Resolved resolve(List<JsonNode> listed, Optional<List<String>> keep, boolean strictInherit) {
        for (JsonNode binding : listed) {
            list(binding);
        }
        if (strictInherit && !lost.isEmpty()) {
            throw WorkerRefusals.nothingToInherit(lost);
        }
        keep.ifPresent(BindingResolver::checkKeep);
        Set<String> kept = keep.<Set<String>>map(Set::copyOf).orElse(SECRET_TYPES);
        latest().ifPresent(version -> version.bindings().forEach(binding -> {
            boolean secret = SECRET_TYPES.contains(binding.path("type").asText());
            boolean wanted = kept.contains(binding.path("type").asText())
                    || (secret && SECRET_TYPES.stream().anyMatch(kept::contains));
            if (wanted && !bindings.containsKey(BindingRules.name(binding))) {
                carryOver(version, binding);
            }
        }));
        return new Resolved(new ArrayList<>(bindings.values()), secrets);
    }

    /** For a change of settings: an entry with name and type only is kept, whatever is not listed is dropped, a secret too. */
    Resolved resolveSettings(List<JsonNode> listed) {
        for (JsonNode binding : listed) {
            String name = BindingRules.name(binding);
            boolean bare = binding.size() == 2 && holdsMore(binding.path("type").asText());
            if (bare) {
                list(((ObjectNode) binding.deepCopy()).put("type", "inherit").put("name", name));
            } else {
                list(binding);
            }
        }
        if (!lost.isEmpty()) {
            throw WorkerRefusals.nothingToInherit(lost);
        }
        return new Resolved(new ArrayList<>(bindings.values()), secrets);
    }

    private static boolean holdsMore(String type) {
        return !type.equals("inherit") && !type.equals("version_metadata");
    }

    private void list(JsonNode node) {
        String name = BindingRules.name(node);
        ObjectNode binding = node.deepCopy();
        if (bindings.containsKey(name) || lost.contains(name)) {
            throw WorkerRefusals.invalid("there are two bindings named " + name);
        }
        if (binding.get("type").asText().equals("inherit")) {
            inherit(name, binding);
            return;
        }
        rules.check(binding);
        if (binding.get("type").asText().equals(Binding.SECRET_TEXT)) {
            secrets.put(name, vault.put(binding.remove("text").asText()));
        }
        bindings.put(name, binding);
    }

    private void inherit(String name, ObjectNode binding) {
        Optional<StoredVersion> from = latest();
        if (binding.has("version_id") && !binding.get("version_id").asText().equals("latest")) {
            String id = binding.get("version_id").asText();
            from = Optional.of(script.flatMap(known -> known.version(id))
                    .orElseThrow(() -> WorkerRefusals.invalid("inherit binding '" + name + "' names version " + id
                            + ", which does not exist on this Worker")));
        }
        String oldName = binding.path("old_name").asText(name);
        Optional<ObjectNode> found = from.flatMap(version -> version.bindings().stream()
                .filter(old -> BindingRules.name(old).equals(oldName))
                .findFirst());
        if (found.isEmpty()) {
            lost.add(name);
            return;
        }
        ObjectNode taken = found.get().deepCopy().put("name", name);
        rules.checkReference(taken, taken.get("type").asText());
        bindings.put(name, taken);
        Optional.ofNullable(from.orElseThrow().secrets().get(oldName))
                .ifPresent(revision -> secrets.put(name, revision));
    }

    private void carryOver(StoredVersion version, ObjectNode binding) {
        String name = BindingRules.name(binding);
        bindings.put(name, binding);
        Optional.ofNullable(version.secrets().get(name)).ifPresent(revision -> secrets.put(name, revision));
    }

    private Optional<StoredVersion> latest() {
        return script.flatMap(Script::latest);
    }

    private static void checkKeep(List<String> types) {
        for (String type : types) {
            if (!BindingRules.isType(type)) {
                throw WorkerRefusals.invalid("keep_bindings names the unknown type " + type);
            }
        }
    }
}
