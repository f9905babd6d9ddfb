package com.pmerit.d4.sop;

import com.pmerit.d4.cloudflare.Binding;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.contract.Fault;
import com.pmerit.d4.contract.SecretLook;
import com.pmerit.d4.contract.Variable;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Holds what a document says is bound to a name against the contract of one environment and the version that is live there. */
final class LiveBinding {
    private static final String GATE = "gate bindings";
    private static final Pattern ANYTHING = Pattern.compile("\\.\\.\\.|\u2026");

    private final EnvironmentState state;
    private final Environment environment;
    private final String name;

    LiveBinding(EnvironmentState state, String name) {
        this.state = state;
        this.environment = state.environment();
        this.name = name;
    }

    /** A database or bucket, of which the document gives id, name, or both. */
    Ruling resource(String type, List<Quote> said) {
        Optional<BoundName> promised =
                state.binding(name).filter(each -> each.type().equals(type));
        if (promised.isEmpty()) {
            return unknown(type + " binding");
        }
        String all = promised.get().target()
                + promised.get().id().map(id -> ", " + id).orElse("");
        boolean fits = !said.isEmpty()
                && said.stream()
                        .allMatch(quote -> quote.code().equals(promised.get().target())
                                || Optional.of(quote.code())
                                        .equals(promised.get().id()));
        return fits ? live(promised.get(), all) : other(all);
    }

    /** A variable, whose value the document gives; three dots or an ellipsis stand for any text. */
    Ruling variable(String said) {
        if (state.bound(name).filter(Binding::isSecret).isPresent()) {
            return new Ruling.Contradicted(
                    "it is a secret in " + environment.name() + " and no variable", "move it to the secrets");
        }
        Optional<Variable> promised = Optional.ofNullable(environment.vars().get(name));
        Optional<BoundName> bound = state.binding(name);
        if (promised.isEmpty() || bound.isEmpty()) {
            return unknown("variable");
        }
        if (!said.equals(Fault.NOT_SHOWN) && !matches(said, promised.get().shown())) {
            return other(bound.get().target());
        }
        return live(
                bound.get(),
                SecretLook.of(name, promised.get())
                        .map(reason -> "a plain variable that looks like a secret, for " + reason)
                        .orElse(bound.get().target()));
    }

    /** A binding of another kind: what the document gives must be among what the live version's record says. */
    Ruling other(Statement.Cell said) {
        Optional<String> without = state.withoutBindings();
        if (without.isPresent()) {
            return unverified(without.get());
        }
        Optional<Binding> bound = state.bound(name);
        if (bound.isEmpty()) {
            return unknown("binding");
        }
        boolean fits = said.quotes().stream()
                .allMatch(quote -> quote.code().equals("-")
                        || bound.get().fields().values().stream()
                                .anyMatch(field -> field.asText().equals(quote.code())));
        return fits
                ? new Ruling.Enforced(GATE, "the live version of " + environment.name() + " has it so")
                : new Ruling.Contradicted(
                        "the live version of " + environment.name() + " has it bound to something else",
                        "correct it, or leave it to mvn d4:sop");
    }

    /** Whether the parts between the dots stand in the value in their order, the first at its start and the last at its end. */
    private static boolean matches(String said, String value) {
        String[] parts = ANYTHING.split(said, -1);
        if (parts.length == 1) {
            return said.equals(value);
        }
        int from = 0;
        for (int part = 0; part < parts.length - 1; part++) {
            int found = value.indexOf(parts[part], from);
            if (found < 0 || (part == 0 && found > 0)) {
                return false;
            }
            from = found + parts[part].length();
        }
        String last = parts[parts.length - 1];
        return value.endsWith(last) && value.length() - last.length() >= from;
    }

    private Ruling live(BoundName promised, String shown) {
        return switch (promised.standing()) {
            case SAME -> new Ruling.Enforced(GATE, "POM and live version agree: " + shown);
            case NOT_VERIFIED -> unverified(state.withoutBindings().orElse("no more is known"));
            case NOT_BOUND ->
                new Ruling.Contradicted(
                        "the POM says so, and the live version of " + environment.name() + " has nothing of that name",
                        "mvn deploy -P" + environment.name());
            case DIFFERS, ONLY_LIVE ->
                new Ruling.Contradicted(
                        "the POM says so, and the live version of " + environment.name() + " has another",
                        "mvn verify -P" + environment.name() + " shows the difference");
        };
    }

    private Ruling unverified(String why) {
        return state.isEmpty()
                ? new Ruling.Contradicted(why + ", so nothing is bound", "mvn deploy -P" + environment.name())
                : new Ruling.Unreadable(why);
    }

    private Ruling unknown(String kind) {
        return new Ruling.Contradicted(
                environment.name() + " has no " + kind + " " + name + " in POM or wrangler config",
                "take it out, or bind it");
    }

    private Ruling other(String promised) {
        return new Ruling.Contradicted(
                "the POM says another for " + environment.name() + ": " + promised,
                "correct it, or leave it to mvn d4:sop");
    }
}
