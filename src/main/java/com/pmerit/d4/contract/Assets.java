package com.pmerit.d4.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The static files that are published with an environment's Worker: {@code assets} of the wrangler config.
 *
 * @param directory where they lie, absolute; it need not be there before a build has made it
 * @param binding the name by which the Worker's code asks for them
 * @param htmlHandling {@code html_handling}, as written
 * @param notFoundHandling {@code not_found_handling}, as written
 * @param runWorkerFirst {@code run_worker_first}: true, false, or a list of paths that the Worker answers before the files do
 */
public record Assets(
        Path directory,
        Optional<String> binding,
        Optional<String> htmlHandling,
        Optional<String> notFoundHandling,
        Optional<JsonNode> runWorkerFirst) {
    /** Checks that the path is absolute. */
    public Assets {
        Require.absolute(directory);
    }
}
