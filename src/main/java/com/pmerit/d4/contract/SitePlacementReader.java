package com.pmerit.d4.contract;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads {@code <site>} of an environment. What it leaves out follows from the order of the environments: the last one publishes to
 * the project's production, one that another comes after publishes a preview branch of its own name, and whoever names a
 * project of its own publishes to the production of that.
 */
final class SitePlacementReader {
    private static final List<String> KEYS = List.of("project", "branch", "build", "url", "vars");
    // A subset of what git allows, in which Pages finds an address for every branch.
    private static final Pattern BRANCH = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/-]{0,99}");
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private final SitePlacement usual;
    private final List<EnvironmentDraft> drafts;

    /**
     * Prepares the reading.
     *
     * @param usual what holds in every environment
     * @param drafts all environments
     */
    SitePlacementReader(SitePlacement usual, List<EnvironmentDraft> drafts) {
        this.usual = usual;
        this.drafts = drafts;
    }

    Optional<SitePlacement> read(Section environment) {
        Optional<Section> stated = environment.child("site");
        stated.ifPresent(section -> section.allow(KEYS));
        Optional<String> ownProject = stated.flatMap(section -> section.text("project"));
        Optional<String> project = ownProject.isPresent()
                ? SiteReader.project(stated.orElseThrow(), ownProject)
                : Optional.of(usual.project());
        Optional<String> branch = stated.flatMap(section -> section.text("branch"))
                .or(() -> ownProject.isPresent() || isLast(environment.name())
                        ? Optional.empty()
                        : Optional.of(environment.name()));
        if (branch.isPresent() && !BRANCH.matcher(branch.get()).matches()) {
            environment.fault(
                    "site",
                    branch.get(),
                    "is no name of a branch that Pages can publish",
                    "Use letters, digits, dashes, dots and slashes, such as staging.");
        }
        return project.map(name -> new SitePlacement(
                environment.name(),
                usual.directory(),
                usual.output(),
                name,
                branch,
                stated.flatMap(section -> section.text("build")).orElse(usual.script()),
                stated.flatMap(section -> section.child("vars"))
                        .map(SitePlacementReader::variables)
                        .orElse(Map.of()),
                stated.flatMap(SitePlacementReader::url),
                usual.callsWorker()));
    }

    private boolean isLast(String environment) {
        return drafts.stream().noneMatch(other -> other.after().equals(Optional.of(environment)));
    }

    private static Map<String, String> variables(Section section) {
        section.refuseDoubles();
        Map<String, String> variables = new LinkedHashMap<>();
        for (Section variable : section.children()) {
            if (!VARIABLE.matcher(variable.name()).matches()) {
                variable.fault("", "is no name of an environment variable", "Use letters, digits and underscores.");
            }
            variables.put(variable.name(), variable.value());
        }
        return variables;
    }

    private static Optional<URI> url(Section section) {
        Optional<String> written = section.text("url");
        if (written.isEmpty()) {
            return Optional.empty();
        }
        try {
            URI url = new URI(written.get().replaceFirst("/+$", ""));
            boolean bare = url.getHost() != null
                    && url.getRawPath().isEmpty()
                    && url.getRawQuery() == null
                    && url.getRawFragment() == null
                    && url.getRawUserInfo() == null;
            if (bare && "https".equals(url.getScheme())) {
                return Optional.of(url);
            }
        } catch (URISyntaxException invalid) {
            section.fault(
                    "url",
                    written.get(),
                    "is no url: " + invalid.getReason(),
                    "Write one such as https://example.com.");
            return Optional.empty();
        }
        section.fault("url", written.get(), "is not https with a host alone", "Write one such as https://example.com.");
        return Optional.empty();
    }
}
