package com.pmerit.d4.assets;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The name under which Cloudflare keeps a file: the first half of BLAKE3 over the Base64 text of its bytes followed by its extension
 * ({@code src/pages/hash.ts} of wrangler). The same bytes with another extension are another file; where it lies makes no difference.
 */
public final class AssetHash {
    private AssetHash() {}

    /**
     * 32 hexadecimal digits in small letters.
     *
     * @throws IOException when the file cannot be read
     */
    public static String of(Path file) throws IOException {
        return of(file, new AssetHasher());
    }

    /** The same by a hasher that is used for one file after the other. */
    static String of(Path file, AssetHasher hasher) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return hasher.of(in, extension(file.getFileName().toString()));
        }
    }

    /** Those of the files that are not any more what their hash says, or cannot be read; a line each. Reads what may have been written to. */
    public static List<String> changed(List<SiteFile> files) {
        ThreadLocal<AssetHasher> hashers = ThreadLocal.withInitial(AssetHasher::new);
        return files.parallelStream()
                .flatMap(file -> changed(file, hashers.get()).stream())
                .toList();
    }

    private static Optional<String> changed(SiteFile file, AssetHasher hasher) {
        try {
            return file.stamp().isStillThatOf(file.file())
                            || of(file.file(), hasher).equals(file.hash())
                    ? Optional.empty()
                    : Optional.of(file.file().toString());
        } catch (IOException unreadable) {
            return Optional.of(file.file() + ": " + unreadable);
        }
    }

    /** What follows the last dot of a name, as it is written; empty without one, or with none but a leading one (Node's extname). */
    public static String extension(String name) {
        int dot = name.lastIndexOf('.');
        return dot <= 0 || name.equals("..") ? "" : name.substring(dot + 1);
    }
}
