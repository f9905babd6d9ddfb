package com.pmerit.d4.contract;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The front end, a Cloudflare Pages project.
 *
 * @param directory its npm package, absolute
 * @param project the Pages project's name
 * @param output the directory which its build fills and which is published, absolute, within {@code directory}
 * @param placements where each environment publishes it; none when somebody else publishes it
 */
public record Site(Path directory, String project, Path output, List<SitePlacement> placements) {
    /** Checks that the output lies within the package. */
    public Site {
        Require.absolute(directory);
        Require.text("Pages project", project);
        placements = List.copyOf(placements);
        if (!output.startsWith(directory) || output.equals(directory)) {
            throw new IllegalArgumentException("The site's output is not within " + directory + ": " + output);
        }
    }

    /** Where an environment publishes it; nothing when it does not. */
    public Optional<SitePlacement> in(String environment) {
        return placements.stream()
                .filter(placement -> placement.environment().equals(environment))
                .findFirst();
    }
}
