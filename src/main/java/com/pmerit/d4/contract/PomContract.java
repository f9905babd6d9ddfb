package com.pmerit.d4.contract;

import java.nio.file.Path;
import java.util.List;

/**
 * What a POM says, before anything of it is judged.
 *
 * @param directory the project's directory, absolute
 * @param name the project's name: its artifact id
 * @param version the project's version
 * @param tags the tags {@code worker}, {@code site} and {@code environments} of the plugin's configuration, those that
 *     there are
 */
public record PomContract(Path directory, String name, String version, List<PomTag> tags) {
    /** Checks the path and copies the list. */
    public PomContract {
        Require.absolute(directory);
        tags = List.copyOf(tags);
    }
}
