package com.pmerit.d4.contract;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts environments in the order in which they are released: each after the one that it names in {@code after}. */
final class ReleaseOrder {
    private final Map<String, EnvironmentDraft> byName = new LinkedHashMap<>();
    private final Faults faults;

    ReleaseOrder(List<EnvironmentDraft> drafts, Faults faults) {
        drafts.forEach(draft -> byName.putIfAbsent(draft.name(), draft));
        this.faults = faults;
    }

    /** The names in release order; when an {@code after} is at fault, of those whose place is known. */
    List<String> names() {
        byName.values().forEach(this::judge);
        List<String> ordered = new ArrayList<>();
        boolean moved = true;
        while (moved) {
            moved = false;
            for (EnvironmentDraft draft : byName.values()) {
                boolean ready = draft.after().map(ordered::contains).orElse(true);
                if (ready && !ordered.contains(draft.name())) {
                    ordered.add(draft.name());
                    moved = true;
                }
            }
        }
        return ordered;
    }

    private void judge(EnvironmentDraft draft) {
        if (draft.after().isEmpty()) {
            return;
        }
        String after = draft.after().get();
        if (!byName.containsKey(after)) {
            String remedy = Spelling.nearest(after, byName.keySet())
                    .map(meant -> "Did you mean " + meant + "?")
                    .orElse("Name one of: " + String.join(", ", byName.keySet()) + ".");
            faults.error(draft.tag("after"), after, "is no environment of this POM", remedy);
            return;
        }
        List<String> way = new ArrayList<>(List.of(draft.name()));
        EnvironmentDraft step = draft;
        while (step != null
                && step.after().isPresent()
                && !way.contains(step.after().get())) {
            way.add(step.after().get());
            step = byName.get(step.after().get());
        }
        if (step != null && step.after().equals(Optional.of(draft.name()))) {
            way.add(draft.name());
            faults.error(
                    draft.tag("after"),
                    after,
                    "goes round in a circle: " + String.join(" after ", way),
                    "Leave <after> out of the environment that is released first.");
        }
    }
}
