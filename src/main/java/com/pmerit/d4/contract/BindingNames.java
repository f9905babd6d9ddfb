package com.pmerit.d4.contract;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells where one name would be bound to two things in one environment, and where a var holds a secret. */
final class BindingNames {
    private final List<String> secrets;
    private final String file;
    private final Faults faults;

    BindingNames(List<String> secrets, String file, Faults faults) {
        this.secrets = secrets;
        this.file = file;
        this.faults = faults;
    }

    void judge(EnvironmentDraft draft) {
        Map<String, String> taken = new LinkedHashMap<>();
        secrets.forEach(secret -> taken.put(secret, "a secret in <worker><secrets>"));
        draft.databases().keySet().forEach(name -> take(draft, taken, "databases", name, "a database"));
        draft.buckets().keySet().forEach(name -> take(draft, taken, "buckets", name, "a bucket"));
        draft.script()
                .flatMap(Script::assets)
                .flatMap(Assets::binding)
                .ifPresent(name -> takeForAssets(draft, taken, name));
        draft.vars().forEach((name, value) -> {
            Optional<String> look = SecretShapes.find(value.shown());
            if (secrets.contains(name)) {
                faults.error(
                        varTag(draft, name),
                        Fault.NOT_SHOWN,
                        "is a var and named in <worker><secrets> too, so that its value would be bound in plain text",
                        "Take the var out; the secret's value is set with: " + put(draft, name));
            } else if (look.isPresent()) {
                faults.error(
                        varTag(draft, name),
                        Fault.NOT_SHOWN,
                        "looks like " + look.get() + ", and a var is no place for a secret",
                        "Take the var out, name it in <worker><secrets>, and set it with: " + put(draft, name));
            } else {
                take(draft, taken, "vars", name, "a var");
            }
        });
    }

    private void takeForAssets(EnvironmentDraft draft, Map<String, String> taken, String name) {
        String before = taken.putIfAbsent(name, "the static files");
        if (before != null) {
            faults.error(
                    file + ": " + draft.wrangler().orElseThrow().key("assets.binding"),
                    name,
                    "is the static files and " + before + ", but a name can be bound once only",
                    "Rename one of the two.");
        }
    }

    private static String put(EnvironmentDraft draft, String name) {
        return PutSecretCommand.of(draft.name(), List.of(name));
    }

    // Where only the wrangler config states the var, it must be taken out there.
    private String varTag(EnvironmentDraft draft, String name) {
        boolean inConfig = draft.wrangler()
                .map(section -> section.vars().containsKey(name))
                .orElse(false);
        return inConfig
                ? file + ": " + draft.wrangler().orElseThrow().key("vars." + name)
                : draft.tag("vars") + "<" + name + ">";
    }

    private void take(EnvironmentDraft draft, Map<String, String> taken, String kind, String name, String what) {
        String before = taken.putIfAbsent(name, what);
        if (before != null) {
            faults.error(
                    draft.tag(kind) + "<" + name + ">",
                    name,
                    "is " + what + " and " + before + ", but a name can be bound once only",
                    "Rename one of the two.");
        }
    }
}
