package com.pmerit.d4.report.html;

import java.util.List;

/** What a release would change. */
final class PlanSection implements Section {
    @Override
    public About about() {
        return new About("plan", "What a release would change", "plan.json", "d4:plan");
    }

    @Override
    public Glance glance(Part part) {
        String where = part.at("plan").name("environment");
        int failing = part.parts("failingGates").size();
        if (failing > 0) {
            return new Glance(
                    Tone.BAD, "would stop", Quantity.count(failing, "gate") + " would stop a release to " + where);
        }
        return part.is("idle")
                ? new Glance(Tone.GOOD, "nothing to change", where + " is as the plan wants it")
                : new Glance(
                        Tone.NOTE, "planned", Quantity.count(needed(part).size(), "change") + " planned for " + where);
    }

    private static List<Part> needed(Part part) {
        return part.at("plan").parts("changes").stream()
                .filter(change -> !change.text("before").equals(change.text("after")))
                .toList();
    }

    @Override
    public void write(Html html, Part part) {
        Part plan = part.at("plan");
        Facts.write(
                html,
                facts -> facts.add("Environment", plan.name("environment"))
                        .add("Worker", plan.name("worker"))
                        .add("Commit", () -> html.leaf("code", plan.name("commit")))
                        .add("Hash of the plan", () -> html.leaf("code", part.text("hash"))));
        List<Part> needed = needed(part);
        if (needed.isEmpty()) {
            html.leaf("p", "Everything stands already.");
        } else {
            Grid grid = new Grid("Each thing as it is and as it will be", List.of("Thing", "Name", "Is", "Will be"));
            needed.forEach(change -> grid.row(
                    change.name("subject"),
                    List.of(
                            Grid.text(change.name("name")),
                            Grid.text(change.text("before")),
                            Grid.text(change.text("after")))));
            grid.write(html);
        }
        Evidence.list(html, "To weigh", plan.texts("warnings"));
        for (Part gate : part.parts("failingGates")) {
            Evidence.said(html, "The gate " + gate.name("id") + " would stop it", gate.text("summary"));
            Evidence.details(html, gate.texts("details"), true);
            gate.maybe("remedy").ifPresent(remedy -> Evidence.said(html, "What mends it", remedy));
        }
        back(html, part.at("rollback"));
    }

    private static void back(Html html, Part rollback) {
        Evidence.said(
                html,
                "The way back",
                rollback.is("ready")
                        ? "there is one, to version " + rollback.name("version")
                        : "there is none that was proven");
        Evidence.list(html, "In its way", rollback.texts("obstacles"));
        Evidence.list(html, "Proven", rollback.texts("proofs"));
        Evidence.list(html, "Not checked", rollback.texts("unchecked"));
    }
}
