package com.pmerit.d4.assets;

import com.pmerit.d4.cloudflare.StaticAsset;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.apache.commons.codec.binary.Hex;
import org.apache.commons.codec.digest.Blake3;

/**
 * The name under which Cloudflare keeps a file: the first half of BLAKE3 over the Base64 text of its bytes followed by its extension
 * ({@code src/pages/hash.ts} of wrangler). The same bytes with another extension are another file; where it lies makes no difference.
 */
public final class AssetHash {
    private static final int BYTES = 16;
    // A multiple of three, so that the Base64 of the parts is the Base64 of the whole.
    private static final int CHUNK = 3 * 16 * 1024;

    private AssetHash() {}

    /**
     * 32 hexadecimal digits in small letters.
     *
     * @throws IOException when the file cannot be read
     */
    public static String of(Path file) throws IOException {
        Blake3 digest = Blake3.initHash();
        Base64.Encoder encoder = Base64.getEncoder();
        try (InputStream in = Files.newInputStream(file)) {
            for (byte[] chunk = in.readNBytes(CHUNK); chunk.length > 0; chunk = in.readNBytes(CHUNK)) {
                digest.update(encoder.encode(chunk));
            }
        }
        digest.update(extension(file.getFileName().toString()).getBytes(StandardCharsets.UTF_8));
        return Hex.encodeHexString(digest.doFinalize(BYTES));
    }

    /** Those of the files that are not any more what their hash says, or cannot be read; a line each. */
    public static List<String> changed(List<StaticAsset> files) {
        return files.parallelStream().flatMap(file -> changed(file).stream()).toList();
    }

    private static Optional<String> changed(StaticAsset file) {
        try {
            return of(file.file()).equals(file.hash())
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
