package com.pmerit.d4.sandbox.assets;

/**
 * A static file that was uploaded.
 *
 * @param hash its name, see {@link AssetHash}
 * @param contentType as it was uploaded
 * @param sha256 the digest under which its bytes are kept
 */
public record StoredAsset(String hash, String contentType, String sha256) {}
