package com.pmerit.d4.contract;

import java.nio.file.Path;

/**
 * The front end, a Cloudflare Pages project.
 *
 * @param directory its npm package, absolute
 * @param project the Pages project's name
 * @param output the directory which its build fills and which is published, absolute, within {@code directory}
 */
public record Site(Path directory, String project, Path output) {
    /** Checks that the output lies within the package. */
    public Site {
        Require.absolute(directory);
        Require.text("Pages project", project);
        if (!output.startsWith(directory) || output.equals(directory)) {
            throw new IllegalArgumentException("The site's output is not within " + directory + ": " + output);
        }
    }
}
