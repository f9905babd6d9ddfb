package com.pmerit.d4.sop;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The tables of secrets: of all environments, or with a column for each. */
final class SecretRows implements RowJudge {
    private static final String ABSENT = "missing";

    private final EnvironmentNames names;
    private final List<String> promised;

    /**
     * Prepares it.
     *
     * @param promised the names that the POM asks for
     */
    SecretRows(EnvironmentNames names, List<String> promised) {
        this.names = names;
        this.promised = promised;
    }

    @Override
    public Optional<List<Judgement>> judge(Statement.Row row) {
        if (row.columns().isEmpty()
                || !row.columns().get(0).toLowerCase(Locale.ROOT).startsWith("secret")) {
            return Optional.empty();
        }
        String name = row.cells().get(0).value();
        List<Judgement> judgements = new ArrayList<>();
        for (int column = 1; column < row.cells().size(); column++) {
            String said = row.cells().get(column).text();
            names.in(row.columns().get(column))
                    .ifPresent(environment -> judgements.add(Judgement.of(
                            row,
                            name + ": " + said + " ("
                                    + environment.environment().name() + ")",
                            ruling(List.of(environment), name, said))));
        }
        if (judgements.isEmpty()) {
            judgements.add(Judgement.of(row, ruling(names.all(), name, "set")));
        }
        return Optional.of(judgements);
    }

    private Ruling ruling(List<EnvironmentState> environments, String name, String said) {
        Ruling set = new SecretPresence(environments, name).ruling();
        boolean saysAbsent = said.startsWith(ABSENT);
        if (saysAbsent && set instanceof Ruling.Enforced) {
            return new Ruling.Contradicted("it is set", "mvn d4:sop writes it anew");
        }
        if (saysAbsent && set instanceof Ruling.Contradicted lacking) {
            return new Ruling.Enforced("gate secrets", lacking.reason());
        }
        return set instanceof Ruling.Enforced && !promised.contains(name)
                ? new Ruling.NotEnforced(
                        "it is set, and the POM does not name it, so that no gate asks for it",
                        "name it in <worker><secrets>")
                : set;
    }
}
