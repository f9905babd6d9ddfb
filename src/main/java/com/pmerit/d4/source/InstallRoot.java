package com.pmerit.d4.source;

import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where a package's dependencies are installed: in its own directory, or at the root of the workspaces it belongs to.
 *
 * @param directory that has the lock file and gets {@code node_modules}
 * @param lock the lock file, when there is one that npm reads
 */
record InstallRoot(Path directory, Optional<Path> lock) {
    private static final List<String> LOCKS = List.of("npm-shrinkwrap.json", "package-lock.json");

    static InstallRoot of(PackageFile file) {
        Path own = file.directory().toAbsolutePath().normalize();
        Optional<Path> lock = lockIn(own);
        if (lock.isPresent()) {
            return new InstallRoot(own, lock);
        }
        for (Path above = own.getParent(); above != null; above = above.getParent()) {
            if (hasWorkspace(above, own)) {
                return new InstallRoot(above, lockIn(above));
            }
        }
        return new InstallRoot(own, Optional.empty());
    }

    Path modules() {
        return directory.resolve("node_modules");
    }

    private static Optional<Path> lockIn(Path directory) {
        return LOCKS.stream()
                .map(directory::resolve)
                .filter(Files::isRegularFile)
                .findFirst();
    }

    private static boolean hasWorkspace(Path root, Path member) {
        if (!Files.isRegularFile(root.resolve("package.json"))) {
            return false;
        }
        return PackageFile.in(root) instanceof Answer.Known<PackageFile> file
                && file.value().workspaces().stream().anyMatch(pattern -> matches(pattern, root.relativize(member)));
    }

    private static boolean matches(String pattern, Path member) {
        String glob = pattern.replaceFirst("^\\./", "").replaceFirst("/+$", "");
        return FileSystems.getDefault().getPathMatcher("glob:" + glob).matches(member);
    }
}
