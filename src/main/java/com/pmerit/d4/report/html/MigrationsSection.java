package com.pmerit.d4.report.html;

import com.pmerit.d4.audit.MigrationState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Migration files × environments. */
final class MigrationsSection implements Section {
    @Override
    public About about() {
        return new About("migrations", "Migrations", "migrations.json", "d4:migrations");
    }

    @Override
    public Glance glance(Part part) {
        List<Part> databases = part.parts("databases");
        long unreadable =
                databases.stream().filter(each -> each.has("unreadable")).count();
        if (unreadable > 0) {
            return new Glance(
                    Tone.BAD, "unreadable", Quantity.count(unreadable, "database") + " could not be looked at");
        }
        long odd = states(databases).stream().filter(MigrationsSection::isOdd).count();
        long pending = states(databases).stream().filter("PENDING"::equals).count();
        if (odd > 0) {
            return new Glance(Tone.WARN, "needs a look", odd + " places of the matrix need a look");
        }
        if (states(databases).isEmpty()) {
            return new Glance(Tone.PLAIN, "none", "there are no migrations");
        }
        return pending > 0
                ? new Glance(Tone.NOTE, "pending", Quantity.count(pending, "migration") + " still to be applied")
                : new Glance(Tone.GOOD, "applied", "every file is applied wherever it was looked for");
    }

    private static List<String> states(List<Part> databases) {
        return databases.stream()
                .flatMap(each -> each.parts("migrations").stream())
                .map(each -> each.text("state"))
                .toList();
    }

    @Override
    public void write(Html html, Part part) {
        Map<String, List<Part>> byBinding = new LinkedHashMap<>();
        part.parts("databases")
                .forEach(database -> byBinding
                        .computeIfAbsent(database.name("binding"), binding -> new ArrayList<>())
                        .add(database));
        if (byBinding.isEmpty()) {
            html.leaf("p", "No environment binds a database.");
        }
        byBinding.forEach((binding, databases) -> binding(html, binding, databases));
    }

    private static void binding(Html html, String binding, List<Part> databases) {
        html.leaf("h3", binding);
        for (Part database : databases) {
            database.maybe("unreadable").ifPresent(why -> {
                Evidence.said(html, database.name("environment") + " could not be looked at", why);
                database.maybe("remedy").ifPresent(remedy -> Evidence.said(html, "What mends it", remedy));
            });
        }
        List<String> columns = new ArrayList<>(List.of("File"));
        databases.forEach(database -> columns.add(database.name("environment")));
        Grid notable = new Grid("Migrations of " + binding + " that are not simply applied everywhere", columns);
        Grid applied = new Grid("Migrations of " + binding + " that are applied everywhere", columns);
        for (String file : files(databases)) {
            List<Optional<Part>> entries =
                    databases.stream().map(database -> entry(database, file)).toList();
            List<Consumer<Html>> cells = new ArrayList<>();
            for (int i = 0; i < entries.size(); i++) {
                cells.add(cell(databases.get(i), entries.get(i)));
            }
            boolean everywhere = entries.stream()
                    .allMatch(entry -> entry.filter(each -> each.text("state").equals("APPLIED"))
                            .isPresent());
            (everywhere ? applied : notable).row(file, cells);
        }
        if (notable.rows() > 0) {
            notable.write(html);
        }
        if (applied.rows() > 0) {
            html.in(Tag.of("details"), () -> {
                html.leaf("summary", Quantity.count(applied.rows(), "file") + " applied everywhere");
                applied.write(html);
            });
        }
    }

    private static Set<String> files(List<Part> databases) {
        Set<String> files = new LinkedHashSet<>();
        databases.forEach(database -> database.parts("migrations").forEach(entry -> files.add(entry.name("name"))));
        return files;
    }

    private static Optional<Part> entry(Part database, String file) {
        return database.parts("migrations").stream()
                .filter(entry -> entry.name("name").equals(file))
                .findFirst();
    }

    private static Consumer<Html> cell(Part database, Optional<Part> entry) {
        if (entry.isEmpty()) {
            return Grid.text(database.has("unreadable") ? "unknown" : "not there");
        }
        String state = entry.get().text("state");
        return html -> {
            if (state.equals("APPLIED")) {
                html.text("applied");
            } else {
                (isOdd(state) ? Tone.WARN : state.equals("PENDING") ? Tone.NOTE : Tone.PLAIN).chip(html, words(state));
            }
            entry.get().maybe("formerly").ifPresent(name -> html.text(" formerly " + name));
            entry.get().at("noted").maybe("appliedAt").ifPresent(at -> {
                html.text(" ");
                html.in(Tag.of("small"), () -> Quantity.write(html, at));
            });
            if (entry.get().at("noted").is("attested")) {
                html.leaf(
                        "small",
                        " taken on the word of " + entry.get().at("noted").name("recordedBy"));
            }
        };
    }

    private static boolean isOdd(String state) {
        return known(state).map(MigrationState::isOdd).orElse(true);
    }

    private static String words(String state) {
        return known(state).map(MigrationState::words).orElse(state);
    }

    private static Optional<MigrationState> known(String name) {
        return Arrays.stream(MigrationState.values())
                .filter(state -> state.name().equals(name))
                .findFirst();
    }
}
