package com.pmerit.d4.assets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A directory of files that are to be published.
 *
 * @param files what is published, in the order of their paths
 * @param refused what must not be there, each with why; none of it is ever among the files
 */
public record SiteTree(List<SiteFile> files, List<String> refused) {
    /** Keeps the order. */
    public SiteTree {
        files = List.copyOf(files);
        refused = List.copyOf(refused);
    }

    /**
     * Reads a directory and hashes its files on all cores.
     *
     * @param leftOut whether a file or directory is no part of it, by its path below the root, with slashes: none at its beginning, and
     *     one at the end of a directory's
     * @param types what the files are published as
     * @throws IOException when something of it cannot be read
     */
    public static SiteTree read(Path root, Predicate<String> leftOut, ContentTypes types) throws IOException {
        Walk walk = new Walk(root, leftOut);
        walk.into(root, "");
        ThreadLocal<AssetHasher> hashers = ThreadLocal.withInitial(AssetHasher::new);
        try {
            List<SiteFile> files = walk.found.parallelStream()
                    .map(found -> file(found, types, hashers.get()))
                    .sorted(Comparator.comparing(SiteFile::path))
                    .toList();
            return new SiteTree(files, walk.refused);
        } catch (UncheckedIOException unreadable) {
            throw unreadable.getCause();
        }
    }

    private record Found(String path, Path file) {}

    private static SiteFile file(Found found, ContentTypes types, AssetHasher hasher) {
        try {
            FileStamp stamp = FileStamp.of(found.file());
            return new SiteFile(
                    "/" + found.path(),
                    found.file(),
                    Files.size(found.file()),
                    AssetHash.of(found.file(), hasher),
                    types.of(found.path()),
                    stamp);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** One walk through a tree. Links are followed as wrangler follows them, but never out of the tree or in a circle. */
    private static final class Walk {
        private final Path realRoot;
        private final Predicate<String> leftOut;
        private final List<Found> found = new ArrayList<>();
        private final List<String> refused = new ArrayList<>();
        private final Deque<Path> within = new ArrayDeque<>();

        Walk(Path root, Predicate<String> leftOut) throws IOException {
            this.realRoot = root.toRealPath();
            this.leftOut = leftOut;
        }

        void into(Path directory, String prefix) throws IOException {
            within.push(directory.toRealPath());
            for (Path entry : entries(directory)) {
                String name = entry.getFileName().toString();
                String path = prefix + name;
                if (leftOut.test(Files.isDirectory(entry) ? path + "/" : path)) {
                    continue;
                }
                Optional<String> refusal = FileRules.refusal(name).or(() -> badLink(entry));
                if (refusal.isPresent()) {
                    refused.add(path + " " + refusal.get());
                } else {
                    take(entry, path);
                }
            }
            within.pop();
        }

        private void take(Path entry, String path) throws IOException {
            if (Files.isDirectory(entry)) {
                into(entry, path + "/");
            } else if (Files.isRegularFile(entry)) {
                found.add(new Found(path, entry));
            } else {
                refused.add(path + " is neither a file nor a directory");
            }
        }

        private static List<Path> entries(Path directory) throws IOException {
            try (Stream<Path> entries = Files.list(directory)) {
                return entries.sorted().toList();
            }
        }

        private Optional<String> badLink(Path entry) {
            if (!Files.isSymbolicLink(entry)) {
                return Optional.empty();
            }
            try {
                Path real = entry.toRealPath();
                if (!real.startsWith(realRoot)) {
                    return Optional.of("is a link out of the site");
                }
                return within.stream().anyMatch(open -> open.startsWith(real))
                        ? Optional.of("is a link to a directory that it lies in")
                        : Optional.empty();
            } catch (IOException broken) {
                return Optional.of("is a link to nothing");
            }
        }
    }
}
