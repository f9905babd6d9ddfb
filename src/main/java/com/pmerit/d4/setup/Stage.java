package com.pmerit.d4.setup;

import com.pmerit.d4.contract.WranglerEnvironment;
import java.util.Optional;

/**
 * An environment that the POM is to have.
 *
 * @param name in the POM
 * @param after the environment that must run the same code first
 * @param config what the wrangler config says of it
 */
public record Stage(String name, Optional<String> after, WranglerEnvironment config) {
    /** The section to name in the POM, where it is not called as the environment is. */
    Optional<String> sectionToName() {
        return config.section().filter(section -> !section.equals(name));
    }
}
