package com.pmerit.d4.contract;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code <site>}, and together with it what each environment says about the site. */
final class SiteReader {
    private static final List<String> KEYS =
            List.of("directory", "project", "output", "build", "publish", "callsWorker");

    private final Section site;
    private final Places places;

    SiteReader(Section site, Places places) {
        this.site = site;
        this.places = places;
    }

    /**
     * What the POM says of the site in all environments; nothing when a part of it is wrong.
     *
     * @param environments the tags of the environments
     * @param drafts the environments as far as they could be read, in the same order
     * @param sound whether nothing is wrong with them, so that it is known which comes last
     */
    Optional<Site> read(List<Section> environments, List<EnvironmentDraft> drafts, boolean sound) {
        site.allow(KEYS);
        Optional<Path> directory = directory();
        Optional<String> project = project(site, site.text("project"));
        Optional<Path> output = directory.flatMap(this::output);
        boolean published = flag("publish");
        boolean callsWorker = flag("callsWorker");
        if (project.isEmpty() || output.isEmpty()) {
            return Optional.empty();
        }
        SitePlacement usual = new SitePlacement(
                "any",
                directory.orElseThrow(),
                output.get(),
                project.get(),
                Optional.empty(),
                site.text("build").orElse("build"),
                Map.of(),
                Optional.empty(),
                callsWorker);
        SitePlacementReader reader = new SitePlacementReader(usual, drafts);
        List<SitePlacement> placements = environments.stream()
                .map(reader::read)
                .flatMap(Optional::stream)
                .toList();
        if (sound && published) {
            refuseShared(placements, environments);
        }
        return Optional.of(new Site(directory.get(), project.get(), output.get(), published ? placements : List.of()));
    }

    private static void refuseShared(List<SitePlacement> placements, List<Section> environments) {
        for (SitePlacement placement : placements) {
            placements.stream()
                    .takeWhile(earlier -> !earlier.equals(placement))
                    .filter(earlier -> earlier.shown().equals(placement.shown()))
                    .findFirst()
                    .ifPresent(earlier -> environments.stream()
                            .filter(section -> section.name().equals(placement.environment()))
                            .forEach(section -> section.fault(
                                    "site",
                                    placement.shown(),
                                    "is where " + earlier.environment() + " publishes its site too",
                                    "Give " + placement.environment() + " a <branch> or a <project> of its own.")));
        }
    }

    static Optional<String> project(Section section, Optional<String> written) {
        Optional<String> project = written.filter(Names::isPagesProject);
        if (project.isEmpty()) {
            section.fault(
                    "project",
                    written.orElse(""),
                    "is no name of a Pages project",
                    "Write the project's name in Cloudflare: small letters, digits and dashes, at most 58.");
        }
        return project;
    }

    private Optional<Path> output(Path directory) {
        String written = site.text("output").orElse("dist");
        Optional<Path> output = places.within(site.path("output"), written, directory);
        boolean inPackage = output.isEmpty()
                || (output.get().startsWith(directory) && !output.get().equals(directory));
        if (!inPackage) {
            site.fault(
                    "output",
                    written,
                    "is not within the site's directory",
                    "Name the directory that its build fills.");
        }
        return inPackage ? output : Optional.empty();
    }

    private boolean flag(String key) {
        String written = site.text(key).orElse("true");
        if (!written.equals("true") && !written.equals("false")) {
            site.fault(key, written, "is neither true nor false", "Write true or false; left out, it is true.");
        }
        return written.equals("true");
    }

    private Optional<Path> directory() {
        Optional<String> written = site.text("directory");
        if (written.isEmpty()) {
            site.fault("directory", "", "is missing", "Name the directory of the site's package.json.");
        }
        return written.flatMap(text -> places.directory(site.path("directory"), text));
    }
}
