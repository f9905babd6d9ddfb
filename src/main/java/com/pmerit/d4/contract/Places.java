package com.pmerit.d4.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Finds the directories and files that tags name, none of which may lie outside the project. */
final class Places {
    private final Path project;
    private final Faults faults;

    Places(Path project, Faults faults) {
        this.project = project;
        this.faults = faults;
    }

    Optional<Path> directory(String tag, String written) {
        Optional<Path> place = within(tag, written, project);
        if (place.isPresent() && !Files.isDirectory(place.get())) {
            faults.error(
                    tag,
                    written,
                    "there is no such directory in " + project,
                    "Name a directory relative to the POM that declares it.");
            return Optional.empty();
        }
        return place;
    }

    Optional<Path> file(String tag, String written, Path base, boolean mayBeMissing) {
        Optional<Path> place = within(tag, written, base);
        if (place.isPresent() && !mayBeMissing && !Files.isRegularFile(place.get())) {
            faults.error(tag, written, "there is no such file in " + base, "Name a file relative to that directory.");
            return Optional.empty();
        }
        return place;
    }

    /** A path that need not exist. */
    Optional<Path> within(String tag, String written, Path base) {
        try {
            Path place = base.resolve(written).normalize();
            if (place.startsWith(project) && real(place).startsWith(project.toRealPath())) {
                return Optional.of(place);
            }
            faults.error(
                    tag, written, "leads out of the project " + project, "Name a path within the project's directory.");
        } catch (InvalidPathException invalid) {
            faults.error(tag, written, "is no path: " + invalid.getReason(), "Name a path within the project.");
        } catch (IOException unreadable) {
            faults.error(tag, written, "cannot be looked at: " + unreadable, "Make the path readable.");
        }
        return Optional.empty();
    }

    // Symbolic links are followed as far as the path exists.
    private static Path real(Path place) throws IOException {
        Path existing = place;
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        return existing.toRealPath();
    }
}
