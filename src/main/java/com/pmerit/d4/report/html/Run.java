package com.pmerit.d4.report.html;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One run of a goal that has a checklist or steps.
 *
 * @param file where it was read, such as {@code runs/deploy-staging.json}
 * @param part the result
 */
record Run(String file, Part part) {
    /** The newest first. */
    static final Comparator<Run> NEWEST_FIRST = Comparator.comparing(
                    (Run run) -> run.part().text("started"))
            .reversed()
            .thenComparing(Run::file);

    String goal() {
        return part.name("goal");
    }

    Optional<String> environment() {
        return part.has("environment") ? Optional.of(part.name("environment")) : Optional.empty();
    }

    /** Such as {@code Release to staging}. */
    String title() {
        String where =
                environment().map(name -> " " + preposition() + " " + name).orElse("");
        return switch (goal()) {
            case "d4:check" ->
                "Checklist" + environment().map(name -> " for " + name).orElse(" without an environment");
            case "d4:deploy" -> "Release" + where;
            case "d4:rollback" -> "Rollback" + where;
            case "d4:migrate" -> "Migrations" + where;
            case "d4:put-secret" -> "Secrets set" + where;
            case "d4:smoke" -> "Smoke test" + where;
            case "d4:backup" -> "Backup" + where;
            case "d4:restore" -> "Restore" + where;
            case "d4:tag" -> "Tag" + where;
            default -> goal() + where;
        };
    }

    private String preposition() {
        return switch (goal()) {
            case "d4:deploy" -> "to";
            case "d4:migrate", "d4:put-secret" -> "in";
            default -> "of";
        };
    }

    List<Part> gates() {
        return part.at("checklist").parts("gates");
    }

    boolean hasChecklist() {
        return part.has("checklist");
    }

    /** Whether a later run for the same environment shows a checklist of its own. */
    boolean isOutdatedBy(Run other) {
        return goal().equals("d4:check")
                && !other.goal().equals("d4:check")
                && other.hasChecklist()
                && other.environment().equals(environment())
                && other.part().text("started").compareTo(part.text("started")) > 0;
    }

    /** How it ended. */
    Glance glance() {
        String outcome = part.text("outcome");
        return switch (outcome) {
            case "DONE" -> new Glance(verdicts("overridden") == 0 ? Tone.GOOD : Tone.WARN, "done", did());
            case "NOOP" -> new Glance(Tone.GOOD, "nothing to do", "everything stood already, nothing was written");
            case "GATE_FAILED" -> new Glance(Tone.BAD, "stopped", failedGates() + "; nothing was written");
            case "ABORTED_SAFE" -> new Glance(Tone.BAD, "stopped", stop() + "; users meet what they met before");
            case "ROLLED_BACK" ->
                new Glance(Tone.WARN, "taken back", stop() + "; users meet again what they met before");
            case "NEEDS_HUMAN" -> new Glance(Tone.BAD, "needs a person", stop() + "; a person must look");
            default ->
                new Glance(
                        Tone.BAD, "unknown", "it ended as \u201c" + outcome + "\u201d, which this page does not know");
        };
    }

    private String did() {
        List<String> counts = new ArrayList<>();
        long looked = gates().size() - verdicts("overridden") - verdicts("skipped");
        if (looked > 0) {
            counts.add(Quantity.count(looked, "gate") + " passed");
        }
        add(counts, verdicts("warned"), "of them with a warning");
        add(counts, verdicts("overridden"), "overridden");
        add(counts, verdicts("skipped"), "skipped");
        long done = part.parts("steps").stream()
                .filter(step -> step.text("result").equals("done"))
                .count();
        if (done > 0) {
            counts.add(Quantity.count(done, "step") + " done");
        }
        if (counts.isEmpty()) {
            counts.add(Quantity.count(part.parts("smokes").size(), "smoke test") + " passed");
        }
        return String.join(", ", counts);
    }

    private static void add(List<String> counts, long count, String what) {
        if (count > 0) {
            counts.add(count + " " + what);
        }
    }

    private long verdicts(String verdict) {
        return gates().stream()
                .filter(gate -> gate.text("verdict").equals(verdict))
                .count();
    }

    private String failedGates() {
        List<String> failed = gates().stream()
                .filter(gate -> gate.text("verdict").equals("failed"))
                .map(gate -> gate.name("id"))
                .toList();
        return failed.isEmpty()
                ? "no gate looked at anything, which proves nothing"
                : Quantity.count(failed.size(), "gate") + " failed (" + String.join(", ", failed) + ")";
    }

    private String stop() {
        return part.parts("steps").stream()
                .filter(step -> step.text("result").equals("failed"))
                .map(step -> "stopped at the step \u201c" + step.name("title") + "\u201d")
                .findFirst()
                .orElse("stopped");
    }
}
