package com.pmerit.d4.report.html;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** What databases and buckets hold: size, tables, rows, objects. */
final class ContentsSection implements Section {
    private static final String DATABASES = "databases";
    private static final String BUCKETS = "buckets";

    @Override
    public About about() {
        return new About("contents", "Size and rows", "audit.json", "d4:audit");
    }

    @Override
    public Glance glance(Part part) {
        List<String> unreadable = new ArrayList<>();
        List<String> sizes = new ArrayList<>();
        for (Part environment : part.parts("environments")) {
            List<Part> all = new ArrayList<>(environment.parts(DATABASES));
            all.addAll(environment.parts(BUCKETS));
            if (all.stream().anyMatch(each -> each.has("unreadable"))) {
                unreadable.add(environment.name("name"));
            }
            sizes.add(environment.name("name") + " " + Quantity.bytes(bytes(environment)));
        }
        return unreadable.isEmpty()
                ? new Glance(Tone.PLAIN, "counted", "databases: " + String.join(", ", sizes))
                : new Glance(
                        Tone.BAD, "unreadable", "something of " + String.join(", ", unreadable) + " could not be read");
    }

    private static long bytes(Part environment) {
        return environment.parts(DATABASES).stream()
                .mapToLong(each -> each.number("bytes").orElse(0))
                .sum();
    }

    @Override
    public void write(Html html, Part part) {
        List<Part> environments = part.parts("environments");
        bindings(environments, DATABASES).forEach(binding -> {
            html.leaf("h3", "Database " + binding);
            database(binding, environments).write(html);
        });
        bindings(environments, BUCKETS).forEach(binding -> {
            html.leaf("h3", "Bucket " + binding);
            bucket(binding, environments).write(html);
        });
    }

    private static Set<String> bindings(List<Part> environments, String kind) {
        Set<String> names = new LinkedHashSet<>();
        environments.forEach(environment -> environment.parts(kind).forEach(each -> names.add(each.name("binding"))));
        return names;
    }

    private static Optional<Part> bound(Part environment, String kind, String binding) {
        return environment.parts(kind).stream()
                .filter(each -> each.name("binding").equals(binding))
                .findFirst();
    }

    private static SideBySide database(String binding, List<Part> environments) {
        SideBySide facts = new SideBySide(
                        "The database " + binding + " of each environment",
                        environments,
                        environment -> bound(environment, DATABASES, binding))
                .known("Name", each -> Grid.text(each.name("name")))
                .number("Size", UnaryOperator.identity(), "bytes", Quantity::bytes)
                .row("Region", each -> Grid.text(each.name("region")))
                .number("Tables of the project", each -> each.at("tables"), "user", ContentsSection::words)
                .number("Of them virtual", each -> each.at("tables"), "virtual", ContentsSection::words)
                .number("Migrations tracked", each -> each.at("tracking"), "entries", ContentsSection::words)
                .row("Files not tracked", each -> files(each.at("tracking"), "untracked"))
                .row("Tracked without a file", each -> files(each.at("tracking"), "withoutFile"));
        counted(facts.things()).forEach(table -> facts.row("Rows of " + table, each -> rows(each, table)));
        return facts;
    }

    private static Set<String> counted(List<Part> databases) {
        Set<String> tables = new LinkedHashSet<>();
        databases.forEach(database -> database.parts("rows").forEach(count -> tables.add(count.name("table"))));
        return tables;
    }

    private static Consumer<Html> rows(Part database, String table) {
        return Grid.text(database.parts("rows").stream()
                .filter(count -> count.name("table").equals(table))
                .findFirst()
                .map(count -> count.number("rows").isPresent()
                        ? words(count.number("rows").getAsLong())
                        : "no such table")
                .orElse("not counted"));
    }

    private static Consumer<Html> files(Part tracking, String key) {
        if (tracking.has("trouble")) {
            return Grid.text("unknown: " + tracking.text("trouble"));
        }
        List<String> files = tracking.names(key);
        if (files.isEmpty()) {
            return Grid.text("none");
        }
        return html -> {
            Tone.WARN.chip(html, Quantity.count(files.size(), "file"));
            html.text(" " + files.get(0) + (files.size() == 1 ? "" : " to " + files.get(files.size() - 1)));
        };
    }

    private static SideBySide bucket(String binding, List<Part> environments) {
        return new SideBySide(
                        "The bucket " + binding + " of each environment",
                        environments,
                        environment -> bound(environment, BUCKETS, binding))
                .known("Name", each -> Grid.text(each.name("name")))
                .number("Objects", UnaryOperator.identity(), "objects", ContentsSection::words)
                .number("Size", UnaryOperator.identity(), "bytes", Quantity::bytes)
                .row("Counted at", each -> Grid.moment(each.text("countedAt")))
                .row("Not given, because", each -> Grid.text(each.text("notGiven")));
    }

    private static String words(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
