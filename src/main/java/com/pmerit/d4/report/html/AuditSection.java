package com.pmerit.d4.report.html;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** What the audit found: each finding with what mends it, what changed since an earlier audit, and the bindings side by side. */
final class AuditSection implements Section {
    private static final String FINDINGS = "findings";

    @Override
    public About about() {
        return new About("audit", "What the audit found", "audit.json", "d4:audit");
    }

    @Override
    public Glance glance(Part part) {
        if (!part.has(FINDINGS)) {
            return new Glance(Tone.PLAIN, "databases only", "this audit did not hold the Workers against the POM");
        }
        long errors = severe(part, "error");
        long warnings = severe(part, "warning");
        String words = Quantity.count(errors, "error") + ", " + Quantity.count(warnings, "warning") + ", "
                + Quantity.count(severe(part, "note"), "note");
        if (part.parts(FINDINGS).stream().anyMatch(finding -> finding.is("unseen"))) {
            return new Glance(Tone.BAD, "not all seen", words);
        }
        if (errors > 0) {
            return new Glance(Tone.BAD, "errors", words);
        }
        return warnings > 0
                ? new Glance(Tone.WARN, "warnings", words)
                : new Glance(Tone.GOOD, "as stated", words + "; what is live is what POM and wrangler config say");
    }

    private static long severe(Part part, String severity) {
        return part.parts(FINDINGS).stream()
                .filter(finding -> finding.text("severity").equals(severity))
                .count();
    }

    @Override
    public void write(Html html, Part part) {
        List<Part> findings = part.parts(FINDINGS);
        if (!part.has(FINDINGS)) {
            html.leaf("p", "There are no findings in the file: this audit did not hold the Workers against the POM.");
        } else if (findings.isEmpty()) {
            html.leaf("p", "Nothing was found.");
        } else {
            html.in(Tag.of("ol", "class", "rows"), () -> findings.forEach(finding -> finding(html, finding)));
        }
        if (part.has("changes")) {
            changes(html, part.at("changes"));
        }
        bindings(html, part.parts("environments"));
        token(html, part.at("token"));
    }

    private static void finding(Html html, Part finding) {
        String severity = finding.name("severity");
        html.in(Tag.of("li", "class", "row"), () -> {
            html.in(Tag.of("div", "class", "mark"), () -> tone(severity).chip(html, severity));
            html.in(Tag.of("div", "class", "what"), () -> {
                String where =
                        finding.maybe("environment").map(name -> name + ": ").orElse("");
                Evidence.title(html, where + finding.name("subject"), finding.name("code"));
                html.leaf("p", finding.text("message"));
                finding.maybe("remedy").ifPresent(remedy -> Evidence.said(html, "What mends it", remedy));
            });
        });
    }

    private static Tone tone(String severity) {
        return switch (severity) {
            case "note" -> Tone.NOTE;
            case "warning" -> Tone.WARN;
            default -> Tone.BAD;
        };
    }

    private static void changes(Html html, Part changes) {
        html.leaf("h3", "Since an earlier audit");
        html.in(Tag.of("p", "class", "muted"), () -> {
            html.text("That one was made ");
            Quantity.write(html, changes.text("since"));
            html.text(changes.maybe("commit").map(hash -> ", of commit " + hash).orElse("") + ".");
        });
        Grid grid = new Grid("What has changed since", List.of("What", "Where", "Change", "Before", "After"));
        changes.parts("changes")
                .forEach(change -> grid.row(
                        change.name("what"),
                        List.of(
                                Grid.text(change.name("environment")),
                                Grid.text(change.name("kind")),
                                Grid.text(change.text("before")),
                                Grid.text(change.text("after")))));
        if (grid.rows() == 0) {
            html.leaf("p", "Nothing has changed.");
        } else {
            grid.write(html);
        }
    }

    private static void bindings(Html html, List<Part> environments) {
        Set<String> names = new LinkedHashSet<>();
        environments.forEach(environment -> bound(environment).forEach(each -> names.add(each.name("name"))));
        if (names.isEmpty()) {
            return;
        }
        html.leaf("h3", "Bindings and variables");
        List<String> columns = new ArrayList<>(List.of("Name"));
        environments.forEach(environment -> columns.add(environment.name("name")));
        Grid grid = new Grid("Bindings and variables of each Worker, as stated and as live", columns);
        for (String name : names) {
            List<Consumer<Html>> cells = new ArrayList<>();
            environments.forEach(environment -> cells.add(bound(environment).stream()
                    .filter(each -> each.name("name").equals(name))
                    .findFirst()
                    .map(AuditSection::cell)
                    .orElseGet(() -> Grid.text(""))));
            grid.row(name, cells);
        }
        grid.write(html);
    }

    private static List<Part> bound(Part environment) {
        return environment.at("worker").parts("bindings");
    }

    private static Consumer<Html> cell(Part binding) {
        return html -> {
            html.text(binding.name("type") + " " + binding.text("target") + " ");
            switch (binding.text("state")) {
                case "AS_LIVE" -> {}
                case "NOT_COMPARED" -> Tone.PLAIN.chip(html, "not compared");
                case "NOT_LIVE" -> Tone.NOTE.chip(html, "not live yet");
                case "OTHER_VALUE" -> Tone.WARN.chip(html, "live with another value");
                case "REDIRECTED" -> Tone.WARN.chip(html, "leads elsewhere");
                case "REPLACES_SECRET" -> Tone.BAD.chip(html, "replaces a secret");
                case "ONLY_LIVE" -> Tone.WARN.chip(html, "only live");
                default -> Tone.BAD.chip(html, binding.name("state"));
            }
            binding.maybe("live").ifPresent(live -> html.text(" live: " + live));
            binding.maybe("looksSecret").ifPresent(why -> {
                Tone.WARN.chip(html, "looks like a secret");
                html.text(" " + why);
            });
        };
    }

    private static void token(Html html, Part token) {
        if (!token.json().isObject()) {
            return;
        }
        html.leaf("h3", "The API token");
        Optional<String> silent = token.maybe("unreadable");
        silent = silent.isPresent() ? silent : token.maybe("notTold");
        silent.ifPresent(why -> Evidence.said(html, "What it may do is not known", why));
        Facts.write(html, facts -> facts.add("Status", token.maybe("status")).moment("Ends", token.maybe("expiresOn")));
        Evidence.list(html, "It may", token.texts("permissions"));
    }
}
