package com.pmerit.d4.report.html;

import java.util.List;
import java.util.Optional;

/** What is live where. */
final class LiveSection implements Section {
    @Override
    public About about() {
        return new About("live", "What is live where", "status.json", "d4:status");
    }

    @Override
    public Glance glance(Part part) {
        List<Part> environments = part.parts("environments");
        List<String> unreadable = environments.stream()
                .filter(each -> each.at("live").has("unreadable"))
                .map(each -> each.name("name"))
                .toList();
        if (!unreadable.isEmpty()) {
            return new Glance(Tone.BAD, "unreadable", String.join(", ", unreadable) + " could not be read");
        }
        List<String> open = environments.stream()
                .filter(each -> each.at("records").has("openRun"))
                .map(each -> each.name("name"))
                .toList();
        if (!open.isEmpty()) {
            return new Glance(Tone.WARN, "unfinished", "a release was left open in " + String.join(", ", open));
        }
        List<String> words = environments.stream()
                .map(each -> each.name("name") + " " + serving(each.at("live")))
                .toList();
        return words.isEmpty()
                ? new Glance(Tone.WARN, "empty", "no environment was read")
                : new Glance(Tone.PLAIN, "read", String.join("; ", words));
    }

    private static String serving(Part live) {
        return switch (live.text("state")) {
            case "serving" ->
                "serves " + live.maybe("release").orElseGet(() -> "version " + start(live.text("version")));
            case "split" -> "serves several versions";
            default -> "serves nothing";
        };
    }

    private static String start(String id) {
        return id.length() <= 8 ? id : id.substring(0, 8);
    }

    @Override
    public void write(Html html, Part part) {
        html.in(
                Tag.of("div", "class", "cards"),
                () -> part.parts("environments").forEach(environment -> environment(html, environment)));
    }

    private static void environment(Html html, Part environment) {
        Part live = environment.at("live");
        html.in(Tag.of("div", "class", "card"), () -> {
            html.in(Tag.of("div", "class", "head"), () -> {
                html.leaf("h3", environment.name("name"));
                state(html, live);
            });
            live.maybe("unreadable").ifPresent(why -> Evidence.said(html, "Why", why));
            Facts.write(html, facts -> {
                facts.add("Worker", environment.name("worker"));
                live.maybe("version").ifPresent(id -> facts.add("Version", () -> html.leaf("code", id)));
                facts.add("Release", live.maybe("release"));
                live.maybe("commit").ifPresent(hash -> facts.add("Commit", () -> html.leaf("code", hash)));
                facts.moment("Since", live.maybe("since"));
                by(live).ifPresent(by -> facts.add("By", by));
                several(facts, html, "Shares", live.texts("shares"));
                several(facts, html, "Staged without traffic", live.texts("staged"));
                live.number("secrets").ifPresent(count -> facts.add("Secrets", Quantity.count(count, "secret")));
                databases(facts, html, environment.parts("databases"));
                site(facts, html, environment);
                records(facts, html, environment);
                waiting(facts, html, environment.at("waiting"));
            });
        });
    }

    private static void state(Html html, Part live) {
        if (live.has("unreadable")) {
            Tone.BAD.chip(html, "unreadable");
        } else {
            switch (live.text("state")) {
                case "serving" -> Tone.GOOD.chip(html, "serving");
                case "split" -> Tone.WARN.chip(html, "several versions");
                default -> Tone.PLAIN.chip(html, "nothing live");
            }
        }
    }

    private static Optional<String> by(Part live) {
        return live.maybe("by")
                .map(tool -> live.maybe("author")
                        .map(author -> author + ", with " + tool)
                        .orElse(tool));
    }

    private static void databases(Facts facts, Html html, List<Part> databases) {
        for (Part database : databases) {
            Part migrations = database.at("migrations");
            facts.add("Database " + database.name("name"), () -> {
                if (migrations.has("unreadable")) {
                    Tone.BAD.chip(html, "unreadable");
                    html.text(" " + migrations.text("unreadable"));
                    return;
                }
                html.text(Quantity.count(migrations.number("applied").orElse(0), "migration") + " applied");
                odd(html, "pending", migrations.names("pending"));
                odd(html, "applied without a file", migrations.names("withoutFile"));
            });
        }
    }

    private static void odd(Html html, String what, List<String> files) {
        if (!files.isEmpty()) {
            html.text("; ");
            Tone.WARN.chip(html, files.size() + " " + what);
            html.text(" " + String.join(", ", files));
        }
    }

    private static void site(Facts facts, Html html, Part environment) {
        if (!environment.has("site")) {
            return;
        }
        Part site = environment.at("site");
        facts.add("Site", () -> {
            if (site.has("unreadable")) {
                Tone.BAD.chip(html, "unreadable");
                html.text(" " + site.text("unreadable"));
                return;
            }
            html.text(site.name("place") + (site.has("deployment") ? ": " : ": nothing published"));
            site.maybe("deployment").ifPresent(id -> html.leaf("code", start(id)));
            site.maybe("commit").ifPresent(hash -> html.text(" of commit ").leaf("code", start(hash)));
            site.maybe("since").ifPresent(since -> {
                html.text(" since ");
                Quantity.write(html, since);
            });
        });
    }

    private static void records(Facts facts, Html html, Part environment) {
        Part records = environment.at("records");
        records.maybe("unreadable").ifPresent(why -> facts.add("d4's records", "unreadable: " + why));
        if (records.has("lastSmoke")) {
            facts.moment("Last smoke test", records.at("lastSmoke").maybe("at"));
        }
        if (records.has("openRun")) {
            Part run = records.at("openRun");
            facts.add("Unfinished release", () -> {
                Tone.WARN.chip(html, run.name("phase"));
                html.text(" " + run.name("id") + " of " + run.name("author") + " ");
                run.maybe("startedAt").ifPresent(at -> Quantity.write(html, at));
            });
        }
        several(facts, html, "Unreadable records", records.texts("unreadableRecords"));
    }

    private static void waiting(Facts facts, Html html, Part waiting) {
        waiting.maybe("unreadable").ifPresent(why -> facts.add("Commits not live", "unknown: " + why));
        waiting.number("count")
                .ifPresent(count -> facts.add("Commits not live", () -> {
                    html.text(count == 0 ? "none" : Long.toString(count));
                    List<String> newest = waiting.texts("newest");
                    if (!newest.isEmpty()) {
                        html.in(Tag.of("ul"), () -> newest.forEach(commit -> html.leaf("li", commit)));
                    }
                }));
        waiting.number("foreign").ifPresent(count -> {
            if (count > 0) {
                facts.add("Live, and not in this branch", Quantity.count(count, "commit"));
            }
        });
    }

    private static void several(Facts facts, Html html, String name, List<String> texts) {
        if (!texts.isEmpty()) {
            facts.add(name, () -> html.in(Tag.of("ul"), () -> texts.forEach(text -> html.leaf("li", text))));
        }
    }
}
