package com.pmerit.d4.sop;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The checklist of an SOP that d4 wrote: a row a gate. What it says of the last run is past, and not judged. */
final class GateRows implements RowJudge {
    private final Set<String> gates;

    GateRows(Set<String> gates) {
        this.gates = gates;
    }

    @Override
    public Optional<List<Judgement>> judge(Statement.Row row) {
        if (row.columns().isEmpty()
                || !row.columns().get(0).toLowerCase(Locale.ROOT).equals("gate")) {
            return Optional.empty();
        }
        String gate = row.cells().get(0).value();
        return Optional.of(List.of(Judgement.of(
                row,
                gates.contains(gate)
                        ? new Ruling.Enforced("gate " + gate, "the checklist has it")
                        : new Ruling.NotUnderstood("the checklist has no gate of that name for every environment"))));
    }
}
