package com.pmerit.d4.report.html;

import java.util.List;
import java.util.Locale;

/** One run of a goal: how it ended, its checklist, its steps, the smoke tests, what is live. */
final class RunArticle {
    private final Run run;
    private final Part part;
    private final String id;

    /**
     * Takes the run.
     *
     * @param id names it within the page
     */
    RunArticle(Run run, String id) {
        this.run = run;
        this.part = run.part();
        this.id = id;
    }

    void write(Html html) {
        html.in(Tag.of("article", "class", "card", "id", id, "aria-labelledby", id + "-title"), () -> {
            Glance glance = run.glance();
            html.in(Tag.of("div", "class", "head"), () -> {
                html.leaf(Tag.of("h3", "id", id + "-title"), run.title());
                glance.tone().chip(html, glance.word());
                if (part.is("sandbox")) {
                    Tone.NOTE.chip(html, "embedded Cloudflare");
                }
            });
            html.leaf(Tag.of("p", "class", "lead"), sentence(glance.sentence()));
            facts(html);
            checklist(html);
            steps(html);
            smokes(html);
            live(html);
        });
    }

    private void facts(Html html) {
        Facts.write(html, facts -> {
            facts.add("Goal", run.goal()).moment("Started", part.maybe("started"));
            part.number("durationMillis").ifPresent(millis -> facts.add("Took", Quantity.duration(millis)));
            part.maybe("commit").ifPresent(hash -> facts.add("Commit", () -> html.leaf("code", hash)));
        });
        part.maybe("next").ifPresent(command -> Evidence.command(html, "Next", command));
        part.maybe("undo").ifPresent(command -> Evidence.command(html, "The way back", command));
    }

    private void checklist(Html html) {
        if (run.hasChecklist()) {
            html.leaf("h4", "Checklist");
            if (run.gates().isEmpty()) {
                html.leaf("p", "No gate looked at anything.");
            }
            Verdicts.write(html, run.gates());
        }
    }

    private void steps(Html html) {
        List<Part> steps = part.parts("steps");
        if (!steps.isEmpty()) {
            html.leaf("h4", "Timeline");
            new Timeline(steps).write(html);
        }
    }

    private void smokes(Html html) {
        List<Part> smokes = part.parts("smokes");
        if (smokes.isEmpty()) {
            return;
        }
        html.leaf("h4", "Smoke tests");
        html.in(Tag.of("ol", "class", "rows"), () -> smokes.forEach(smoke -> smoke(html, smoke)));
    }

    private static void smoke(Html html, Part smoke) {
        boolean passed = smoke.is("passed");
        html.in(Tag.of("li", "class", "row"), () -> {
            html.in(
                    Tag.of("div", "class", "mark"),
                    () -> (passed ? Tone.GOOD : Tone.BAD).chip(html, passed ? "passed" : "failed"));
            html.in(Tag.of("div", "class", "what"), () -> {
                Evidence.title(html, smoke.name("url"), smoke.name("id"));
                html.leaf("p", smoke.text("summary"));
                Evidence.said(html, "How it is known which version answered", smoke.text("proof"));
                Evidence.details(html, smoke.texts("details"), !passed);
                smoke.maybe("remedy").ifPresent(remedy -> Evidence.said(html, "What mends it", remedy));
            });
            Evidence.time(html, smoke);
        });
    }

    private void live(Html html) {
        List<Part> live = part.parts("live");
        if (!live.isEmpty()) {
            html.leaf("h4", "Live afterwards");
            Facts.write(html, facts -> live.forEach(fact -> facts.add(fact.name("name"), fact.text("value"))));
        }
    }

    private static String sentence(String words) {
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1) + ".";
    }
}
