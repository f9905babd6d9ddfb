package com.pmerit.d4.contract;

import java.nio.file.Path;
import java.util.List;

/**
 * The Maven project that keeps the contract.
 *
 * @param directory where its POM is, absolute
 * @param name the POM's artifact id: a directory may be called anything, on a CI server most of all
 * @param version the POM's version, such as {@code 1.2.0} or {@code 1.2.0-SNAPSHOT}
 * @param packages the npm packages in it, the Worker's first and the site's next; none when neither directory has a
 *     {@code package.json}
 */
public record Project(Path directory, String name, String version, List<NpmPackage> packages) {
    /**
     * A directory with a {@code package.json}.
     *
     * @param name its directory relative to the project's, with slashes, such as {@code products/router}; {@code .} for
     *     the project's own
     * @param directory that directory, absolute
     */
    public record NpmPackage(String name, Path directory) {
        /** Checks that the name says something and the directory is absolute. */
        public NpmPackage {
            Require.text("npm package", name);
            Require.absolute(directory);
        }
    }

    /** Checks name and version, and that the directory is absolute. */
    public Project {
        Require.absolute(directory);
        Require.text("name", name);
        Require.text("version", version);
        packages = List.copyOf(packages);
    }
}
