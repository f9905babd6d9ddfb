package com.pmerit.d4.contract;

import java.net.URI;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The site as one environment builds and publishes it.
 *
 * @param environment the environment's name in the POM
 * @param directory the site's npm package, absolute
 * @param output the directory that the build fills, absolute, within {@code directory}
 * @param project the Pages project that it is published to
 * @param branch the preview branch that it is published as; empty for the project's production
 * @param script the npm script that builds it
 * @param variables what the build knows beside what every program needs, by name; no secrets
 * @param url where its users meet it, when that is not an address that Pages gives it
 * @param callsWorker whether it asks the environment's Worker, so that the Worker's host stands in what is built
 */
public record SitePlacement(
        String environment,
        Path directory,
        Path output,
        String project,
        Optional<String> branch,
        String script,
        Map<String, String> variables,
        Optional<URI> url,
        boolean callsWorker) {
    /** Checks that the texts say something, and keeps the variables' order. */
    public SitePlacement {
        Require.text("environment", environment);
        Require.text("Pages project", project);
        Require.text("build script", script);
        Require.absolute(directory);
        variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
    }

    /** Such as {@code shop} or {@code shop (branch staging)}. */
    public String shown() {
        return project + branch.map(name -> " (branch " + name + ")").orElse("");
    }
}
