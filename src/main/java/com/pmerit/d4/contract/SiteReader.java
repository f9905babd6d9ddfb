package com.pmerit.d4.contract;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads {@code <site>}. */
final class SiteReader {
    private static final List<String> KEYS = List.of("directory", "project", "output");

    private final Section site;
    private final Places places;

    SiteReader(Section site, Places places) {
        this.site = site;
        this.places = places;
    }

    Optional<Site> read() {
        site.allow(KEYS);
        Optional<Path> directory = directory();
        Optional<String> project = site.text("project").filter(Names::isPagesProject);
        if (project.isEmpty()) {
            site.fault(
                    "project",
                    site.text("project").orElse(""),
                    "is no name of a Pages project",
                    "Write the project's name in Cloudflare: small letters, digits and dashes, at most 58.");
        }
        String written = site.text("output").orElse("dist");
        Optional<Path> output =
                directory.flatMap(packageDirectory -> places.within(site.path("output"), written, packageDirectory));
        boolean inPackage = output.isPresent()
                && directory.isPresent()
                && output.get().startsWith(directory.get())
                && !output.get().equals(directory.get());
        if (output.isPresent() && !inPackage) {
            site.fault(
                    "output",
                    written,
                    "is not within the site's directory",
                    "Name the directory that its build fills.");
        }
        return inPackage && project.isPresent()
                ? Optional.of(new Site(directory.orElseThrow(), project.get(), output.orElseThrow()))
                : Optional.empty();
    }

    private Optional<Path> directory() {
        Optional<String> written = site.text("directory");
        if (written.isEmpty()) {
            site.fault("directory", "", "is missing", "Name the directory of the site's package.json.");
        }
        return written.flatMap(text -> places.directory(site.path("directory"), text));
    }
}
