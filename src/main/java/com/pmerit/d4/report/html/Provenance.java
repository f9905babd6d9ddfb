package com.pmerit.d4.report.html;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Says of which goal and of when each part of the page is, and which parts are not there. */
final class Provenance {
    private final List<Section> sections;
    private final Sources sources;

    Provenance(List<Section> sections, Sources sources) {
        this.sections = List.copyOf(sections);
        this.sources = sources;
    }

    /** Below the title of a part. */
    void line(Html html, Section section) {
        Optional<Reading.Read> reading = sources.look(section.about().file());
        html.in(Tag.of("p", "class", "muted"), () -> {
            if (reading.isPresent()) {
                Part part = reading.get().part();
                html.text("From " + writer(part, section.about().goal()) + ", ");
                moment(html, reading.get());
                html.text(". ");
                if (part.is("sandbox")) {
                    Tone.NOTE.chip(html, "embedded Cloudflare");
                }
            } else if (sources.refused().containsKey(section.about().file())) {
                html.text("target/d4/" + section.about().file() + " "
                        + sources.refused().get(section.about().file()) + ". ");
                html.leaf("code", "mvn " + section.about().goal()).text(" writes it again.");
            } else {
                html.text("Not here yet: ")
                        .leaf("code", "mvn " + section.about().goal())
                        .text(" brings it.");
            }
        });
    }

    /** Of when a file is: as it says itself, else when it was written. */
    private static void moment(Html html, Reading.Read reading) {
        Optional<String> told = reading.part().maybe("readAt");
        if (told.isPresent()) {
            html.text("read ");
            Quantity.write(html, told.get());
        } else {
            html.text("file written ");
            Quantity.write(html, reading.written().toString());
        }
    }

    /** All files that the page is made of, and those that it would be made of. */
    void table(Html html) {
        Grid grid = new Grid("The files in target/d4 that this page is made of", List.of("File", "Goal", "Of when"));
        sources.runs()
                .forEach(run -> grid.row(
                        run.file(),
                        List.of(Grid.text(run.goal()), Grid.moment(run.part().text("started")))));
        sources.outdated()
                .forEach(run -> grid.row(run.file(), List.of(Grid.text(run.goal()), page -> {
                    Quantity.write(page, run.part().text("started"));
                    page.text("; not shown: a later run for the same environment shows its checklist");
                })));
        for (String file : files()) {
            String goal = goal(file);
            sources.look(file)
                    .ifPresentOrElse(
                            reading -> grid.row(
                                    file,
                                    List.of(Grid.text(writer(reading.part(), goal)), page -> moment(page, reading))),
                            () -> {
                                if (!sources.refused().containsKey(file)) {
                                    grid.row(file, List.of(Grid.text(goal), Grid.text("not there")));
                                }
                            });
        }
        sources.refused()
                .forEach((file, why) -> grid.row(file, List.of(Grid.text(goal(file)), page -> {
                    Tone.BAD.chip(page, "unreadable");
                    page.text(" it " + why);
                })));
        grid.write(html);
    }

    /** The goal that wrote a file, as it says itself: what a gate finds stands where its own goal writes it, too. */
    private static String writer(Part part, String usual) {
        return part.maybe("goal").orElse(usual);
    }

    private Set<String> files() {
        Set<String> files = new LinkedHashSet<>();
        sections.forEach(section -> files.add(section.about().file()));
        return files;
    }

    private String goal(String file) {
        return sections.stream()
                .filter(section -> section.about().file().equals(file))
                .map(section -> section.about().goal())
                .findFirst()
                .orElse("unknown");
    }
}
