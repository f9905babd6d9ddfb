package com.pmerit.d4.report.html;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The schemas of the databases, two environments laid over each other where they were compared. */
final class SchemaSection implements Section {
    @Override
    public About about() {
        return new About("schema", "Schemas and their delta", "audit.json", "d4:audit");
    }

    @Override
    public Glance glance(Part part) {
        List<Part> deltas = part.parts("deltas");
        Optional<Part> trouble =
                deltas.stream().filter(delta -> delta.has("incomparable")).findFirst();
        if (trouble.isPresent()) {
            return new Glance(
                    Tone.BAD,
                    "not compared",
                    trouble.get().name("binding") + ": " + trouble.get().text("incomparable"));
        }
        long differences =
                deltas.stream().mapToLong(delta -> delta.parts("items").size()).sum();
        if (differences > 0) {
            return new Glance(
                    Tone.WARN,
                    "differs",
                    Quantity.count(differences, "difference") + " between "
                            + deltas.stream()
                                    .filter(delta -> !delta.parts("items").isEmpty())
                                    .map(delta -> delta.name("first") + " and " + delta.name("second"))
                                    .distinct()
                                    .collect(Collectors.joining(", ")));
        }
        return deltas.isEmpty()
                ? new Glance(Tone.PLAIN, "not compared", "there was nothing to compare with")
                : new Glance(Tone.GOOD, "the same", "the environments have the same schemas");
    }

    @Override
    public void write(Html html, Part part) {
        Map<Place, Part> databases = new LinkedHashMap<>();
        for (Part environment : part.parts("environments")) {
            for (Part database : environment.parts("databases")) {
                databases.put(new Place(environment.name("name"), database.name("binding")), database);
            }
        }
        if (databases.isEmpty()) {
            html.leaf("p", "No environment binds a database.");
        }
        Set<Place> shown = new HashSet<>();
        List<Part> deltas = part.parts("deltas");
        deltas.forEach(delta -> shown.addAll(delta(html, delta, databases)));
        for (Map.Entry<Place, Part> each : databases.entrySet()) {
            if (!shown.contains(each.getKey())) {
                alone(html, each.getKey(), each.getValue());
            }
        }
    }

    private record Place(String environment, String binding) {}

    /** Gives the databases that need not be shown again. */
    private static List<Place> delta(Html html, Part delta, Map<Place, Part> databases) {
        String binding = delta.name("binding");
        Place first = new Place(delta.name("first"), binding);
        Place second = new Place(delta.name("second"), binding);
        html.leaf("h3", binding + ": " + first.environment() + " and " + second.environment());
        if (delta.has("incomparable")) {
            Evidence.said(html, "They could not be compared", delta.text("incomparable"));
            return List.of();
        }
        new Differences(delta).write(html);
        Evidence.list(html, "Files that cannot be run on an empty database", delta.names("unreplayable"));
        Evidence.list(
                html,
                "Tables that may be the same under another name",
                delta.parts("likenesses").stream()
                        .map(each -> each.name("first") + " and " + each.name("second"))
                        .toList());
        Optional<Part> here = picture(databases, first);
        Optional<Part> there = picture(databases, second);
        if (here.isEmpty() || there.isEmpty()) {
            html.leaf(
                    "p",
                    "There is no diagram: the tables of " + (here.isEmpty() ? first : second).environment()
                            + " are not in the file.");
            return List.of();
        }
        new SchemaView(Schema.of(here.get(), there.get(), delta), binding).write(html);
        return List.of(first, second);
    }

    private static Optional<Part> picture(Map<Place, Part> databases, Place place) {
        return Optional.ofNullable(databases.get(place))
                .filter(database -> database.has("schema"))
                .map(database -> database.at("schema"))
                .filter(schema -> !schema.has("unreadable"));
    }

    private static void alone(Html html, Place place, Part database) {
        html.leaf("h3", place.binding() + ": " + place.environment());
        Optional<String> trouble = database.maybe("unreadable");
        trouble = trouble.isPresent() ? trouble : database.at("schema").maybe("unreadable");
        if (trouble.isPresent()) {
            Evidence.said(html, "Could not be read", trouble.get());
        } else if (!database.has("schema")) {
            html.leaf("p", "There is no diagram: the tables are not in the file.");
        } else {
            new SchemaView(Schema.of(place.environment(), database.at("schema")), place.binding()).write(html);
        }
    }
}
