package com.pmerit.d4.sandbox.assets;

import com.pmerit.d4.sandbox.http.Content;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.apache.commons.codec.binary.Hex;
import org.apache.commons.codec.digest.Blake3;

/**
 * The name under which a static file is uploaded, in Pages and in Workers alike: the first half of BLAKE3 over the Base64 text of its
 * bytes followed by its extension, so that the same bytes with another extension are another file.
 */
public final class AssetHash {
    private static final int BYTES = 16;

    private AssetHash() {}

    /** 32 lower-case hex digits. */
    public static String of(Content content, String extension) {
        Blake3 digest = Blake3.initHash();
        digest.update(Base64.getEncoder().encode(content.bytes()));
        digest.update(extension.getBytes(StandardCharsets.UTF_8));
        return Hex.encodeHexString(digest.doFinalize(BYTES));
    }

    /** What follows the last dot of a file's name, as it is written; empty for a name without one, or with none but a leading one. */
    public static String extension(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        int dot = name.lastIndexOf('.');
        return dot <= 0 ? "" : name.substring(dot + 1);
    }

    /** Whether the text can be such a name. */
    public static boolean isHash(String text) {
        return text.matches("[0-9a-f]{32}");
    }
}
