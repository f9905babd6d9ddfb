package com.pmerit.d4.sop;

import com.pmerit.d4.contract.SecretLook;
import com.pmerit.d4.contract.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The tables of bindings, and those of variables, which have a column an environment. */
final class BindingRows implements RowJudge {
    private final EnvironmentNames names;

    BindingRows(EnvironmentNames names) {
        this.names = names;
    }

    @Override
    public Optional<List<Judgement>> judge(Statement.Row row) {
        String first = row.columns().isEmpty() ? "" : row.columns().get(0).toLowerCase(Locale.ROOT);
        if (first.startsWith("binding") && row.cells().size() > 2) {
            return Optional.of(List.of(binding(row)));
        }
        return first.startsWith("variable") ? Optional.of(variables(row)) : Optional.empty();
    }

    private Judgement binding(Statement.Row row) {
        String name = row.cells().get(0).value();
        String type = row.cells().get(1).text().toLowerCase(Locale.ROOT);
        Statement.Cell said = row.cells().get(2);
        Optional<EnvironmentState> environment = names.above(row.headings());
        if (environment.isEmpty()) {
            return Judgement.of(
                    row, shown(name, said), new Ruling.NotUnderstood("no heading says of which environment it is"));
        }
        LiveBinding binding = new LiveBinding(environment.get(), name);
        Ruling ruling = switch (type) {
            case "d1", "r2" -> binding.resource(type.toUpperCase(Locale.ROOT), said.quotes());
            case "var", "variable", "plain_text" -> binding.variable(said.value());
            case "secret" -> new SecretPresence(List.of(environment.get()), name).ruling();
            default -> binding.other(said);
        };
        return Judgement.of(row, shown(name, said), ruling);
    }

    private List<Judgement> variables(Statement.Row row) {
        List<Judgement> judgements = new ArrayList<>();
        String name = row.cells().get(0).value();
        for (int column = 1; column < row.cells().size(); column++) {
            Statement.Cell said = row.cells().get(column);
            String head = row.columns().get(column);
            Ruling ruling = names.in(head)
                    .map(environment -> said.text().equals("-")
                            ? absent(environment, name)
                            : new LiveBinding(environment, name).variable(said.value()))
                    .orElseGet(() -> new Ruling.NotUnderstood("no environment of the POM is called " + head));
            judgements.add(Judgement.of(row, shown(name, said) + " (" + head + ")", ruling));
        }
        return judgements;
    }

    private static Ruling absent(EnvironmentState environment, String name) {
        return environment.environment().vars().containsKey(name)
                ? new Ruling.Contradicted(
                        environment.environment().name() + " has a variable of that name", "write its value")
                : new Ruling.Enforced("gate bindings", environment.environment().name() + " has none of that name");
    }

    /** Without the value of what looks like a secret, whatever the document says it is. */
    private static String shown(String name, Statement.Cell said) {
        return name + ": " + SecretLook.shown(name, new Variable.Text(said.text()));
    }
}
