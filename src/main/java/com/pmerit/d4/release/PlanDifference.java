package com.pmerit.d4.release;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Says in which places two plans differ, a line each, so that a person sees what has moved in between. */
final class PlanDifference {
    private static final String NOTHING = "nothing";

    private final List<String> lines = new ArrayList<>();

    private PlanDifference() {}

    /** The places; none when the plans are equal. */
    static List<String> between(Plan planned, Plan now) {
        PlanDifference difference = new PlanDifference();
        difference.header(planned, now);
        difference.compare(observed(planned), observed(now));
        difference.compare(changes(planned), changes(now));
        difference.warnings(planned, now);
        if (difference.lines.isEmpty() && !planned.equals(now)) {
            difference.lines.add("the order of the rows");
        }
        return List.copyOf(difference.lines);
    }

    private void header(Plan planned, Plan now) {
        compare("environment", planned.environment(), now.environment());
        compare("worker", planned.worker(), now.worker());
        compare("commit", planned.commit().orElse("none"), now.commit().orElse("none"));
        compare("code in hand", planned.code(), now.code());
        compare("lock", planned.lockSentence(), now.lockSentence());
    }

    private void warnings(Plan planned, Plan now) {
        planned.warnings().stream()
                .filter(warning -> !now.warnings().contains(warning))
                .forEach(warning -> lines.add("gone since: " + warning));
        now.warnings().stream()
                .filter(warning -> !planned.warnings().contains(warning))
                .forEach(warning -> lines.add("new since: " + warning));
    }

    private void compare(Map<String, String> planned, Map<String, String> now) {
        Set<String> names = new LinkedHashSet<>(planned.keySet());
        names.addAll(now.keySet());
        for (String name : names) {
            compare(
                    name,
                    Optional.ofNullable(planned.get(name)).orElse(NOTHING),
                    Optional.ofNullable(now.get(name)).orElse(NOTHING));
        }
    }

    private void compare(String name, String planned, String now) {
        if (!planned.equals(now)) {
            lines.add(name + ": planned with " + planned + ", now " + now);
        }
    }

    private static Map<String, String> observed(Plan plan) {
        Map<String, String> values = new LinkedHashMap<>();
        plan.observed().forEach(seen -> values.merge(seen.name(), seen.value(), (one, other) -> one + "; " + other));
        return values;
    }

    private static Map<String, String> changes(Plan plan) {
        Map<String, String> values = new LinkedHashMap<>();
        plan.changes()
                .forEach(change -> values.merge(
                        change.subject() + " " + change.name(),
                        change.before() + " -> " + change.after(),
                        (one, other) -> one + "; " + other));
        return values;
    }
}
