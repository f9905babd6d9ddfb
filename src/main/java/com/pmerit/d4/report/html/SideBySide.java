package com.pmerit.d4.report.html;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongFunction;

/** The same thing in each environment: a column an environment, a row a fact. What could not be read says so in every fact. */
final class SideBySide {
    private final List<String> environments;
    private final List<Optional<Part>> things;
    private final Grid grid;

    /**
     * Takes the things.
     *
     * @param environments in the order of the columns
     * @param thing the one of an environment, if it has one
     */
    SideBySide(String caption, List<Part> environments, Function<Part, Optional<Part>> thing) {
        this.environments = environments.stream().map(each -> each.name("name")).toList();
        this.things = environments.stream().map(thing).toList();
        List<String> columns = new ArrayList<>(List.of("Fact"));
        columns.addAll(this.environments);
        this.grid = new Grid(caption, columns);
    }

    List<Part> things() {
        return things.stream().flatMap(Optional::stream).toList();
    }

    /** A fact that is known of what could not be read, too. */
    SideBySide known(String fact, Function<Part, Consumer<Html>> cell) {
        grid.row(
                fact,
                things.stream()
                        .map(thing -> thing.map(cell).orElseGet(() -> Grid.text("none")))
                        .toList());
        return this;
    }

    /** A fact. */
    SideBySide row(String fact, Function<Part, Consumer<Html>> cell) {
        return known(
                fact, each -> each.has("unreadable") ? html -> Tone.BAD.chip(html, "unreadable") : cell.apply(each));
    }

    /** A number. */
    SideBySide number(String fact, Function<Part, Part> where, String key, LongFunction<String> words) {
        return row(fact, each -> {
            var number = where.apply(each).number(key);
            return Grid.text(number.isPresent() ? words.apply(number.getAsLong()) : "not given");
        });
    }

    /** Says first why something could not be read. */
    void write(Html html) {
        for (int i = 0; i < environments.size(); i++) {
            String environment = environments.get(i);
            things.get(i)
                    .flatMap(each -> each.maybe("unreadable"))
                    .ifPresent(why -> Evidence.said(html, environment + " could not be read", why));
        }
        grid.write(html);
    }
}
