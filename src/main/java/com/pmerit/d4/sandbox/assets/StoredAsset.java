package com.pmerit.d4.sandbox.assets;

import java.util.Locale;

/**
 * A static file that was uploaded.
 *
 * @param hash its name, see {@link AssetHash}
 * @param contentType as it was uploaded; empty for a file that is served without one
 * @param sha256 the digest under which its bytes are kept
 */
public record StoredAsset(String hash, String contentType, String sha256) {
    /** Its validator. */
    String tag() {
        return "\"" + hash + "\"";
    }

    /** The Content-Type that it is served with: text is UTF-8 unless it says something else. */
    String servedType() {
        boolean bare = contentType.toLowerCase(Locale.ROOT).startsWith("text/") && !contentType.contains(";");
        return bare ? contentType + "; charset=utf-8" : contentType;
    }
}
