package com.pmerit.d4.contract;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Looks for a Worker's wrangler config as wrangler does, and tells where wrangler, left alone, would take another one. */
final class WranglerFiles {
    private static final List<String> BY_PRECEDENCE = List.of("wrangler.json", "wrangler.jsonc", "wrangler.toml");
    private static final Path REDIRECT = Path.of(".wrangler", "deploy", "config.json");

    private final Path directory;

    WranglerFiles(Path directory) {
        this.directory = directory;
    }

    Optional<Path> find(Faults faults) {
        List<String> present = BY_PRECEDENCE.stream()
                .filter(name -> Files.isRegularFile(directory.resolve(name)))
                .toList();
        if (present.isEmpty()) {
            faults.error(
                    "<worker><directory>",
                    directory.toString(),
                    "has no wrangler.json, wrangler.jsonc or wrangler.toml",
                    "Name the directory where the Worker's wrangler config lies, or write one there.");
            return Optional.empty();
        }
        String taken = present.get(0);
        if (present.size() > 1) {
            String others = String.join(" and ", present.subList(1, present.size()));
            faults.warning(
                    directory.resolve(others).toString(),
                    "",
                    "is ignored: wrangler takes " + taken + " of the same directory",
                    "Take " + others + " out, or " + taken + " if that is the stale one.");
        }
        warnOfParents(taken, faults);
        warnOfRedirect(taken, faults);
        return Optional.of(directory.resolve(taken));
    }

    // wrangler looks for wrangler.json in the directory and all its parents before it looks for wrangler.jsonc at all.
    private void warnOfParents(String taken, Faults faults) {
        List<String> stronger = BY_PRECEDENCE.subList(0, BY_PRECEDENCE.indexOf(taken));
        for (Path parent = directory.getParent(); parent != null; parent = parent.getParent()) {
            for (String name : stronger) {
                if (Files.isRegularFile(parent.resolve(name))) {
                    faults.warning(
                            parent.resolve(name).toString(),
                            "",
                            "is what a wrangler command typed in " + directory + " takes instead of " + taken
                                    + "; d4 takes " + taken,
                            "Type the command with --config " + taken + ", or move " + name + " out of the way.");
                }
            }
        }
    }

    private void warnOfRedirect(String taken, Faults faults) {
        for (Path parent = directory; parent != null; parent = parent.getParent()) {
            Path redirect = parent.resolve(REDIRECT);
            if (Files.isRegularFile(redirect)) {
                faults.warning(
                        redirect.toString(),
                        "",
                        "redirects wrangler's deploy, but not its migrations, to another config; d4 takes " + taken
                                + " for both",
                        "Remove it if it is a leftover of an earlier build.");
            }
        }
    }
}
