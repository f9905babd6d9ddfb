package com.pmerit.d4.contract;

import java.nio.file.Path;
import java.util.List;

/**
 * The Worker, as far as it is the same in every environment.
 *
 * @param directory where its wrangler config lies, absolute; wrangler's commands run here
 * @param config its wrangler config file, absolute; wrangler is to be given it by {@code --config}, for left alone it
 *     prefers a {@code wrangler.json} of any parent directory
 * @param secrets the names of the secrets that each environment's script must hold, in the POM's order
 */
public record Worker(Path directory, Path config, List<String> secrets) {
    /** Checks that paths are absolute and no name comes twice. */
    public Worker {
        Require.absolute(directory);
        Require.absolute(config);
        secrets = List.copyOf(secrets);
        if (secrets.stream().distinct().count() != secrets.size()) {
            throw new IllegalArgumentException("A secret named twice");
        }
    }
}
