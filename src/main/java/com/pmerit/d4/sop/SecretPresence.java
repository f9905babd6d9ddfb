package com.pmerit.d4.sop;

import com.pmerit.d4.cloudflare.Binding;
import com.pmerit.d4.contract.PutSecretCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether a secret is set in environments, by the records of their live versions. */
record SecretPresence(List<EnvironmentState> environments, String name) {
    SecretPresence {
        environments = List.copyOf(environments);
    }

    /** The ruling on a document that says that it is set in all of them. */
    Ruling ruling() {
        List<String> lacking = new ArrayList<>();
        for (EnvironmentState state : environments) {
            Optional<String> trouble = state.withoutBindings();
            if (trouble.isPresent() && !state.isEmpty()) {
                return new Ruling.Unreadable(trouble.get());
            }
            Optional<Binding> bound = state.bound(name);
            if (bound.filter(each ->
                            each.type().equals("plain_text") || each.type().equals("json"))
                    .isPresent()) {
                return new Ruling.Contradicted(
                        "it is a plain variable in " + state.environment().name() + " and no secret", put(state));
            }
            if (bound.isEmpty()) {
                lacking.add(state.environment().name());
            }
        }
        return lacking.isEmpty()
                ? new Ruling.Enforced("gate secrets", "it is set in " + names())
                : new Ruling.Contradicted(
                        String.join(" and ", lacking) + (lacking.size() == 1 ? " lacks it" : " lack it"),
                        PutSecretCommand.of(lacking.get(0), List.of(name)));
    }

    private String put(EnvironmentState state) {
        return PutSecretCommand.of(state.environment().name(), List.of(name));
    }

    private String names() {
        return String.join(
                " and ",
                environments.stream().map(each -> each.environment().name()).toList());
    }
}
