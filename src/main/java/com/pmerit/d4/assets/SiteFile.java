package com.pmerit.d4.assets;

import com.pmerit.d4.cloudflare.StaticAsset;
import java.nio.file.Path;

/**
 * One file that is to be published.
 *
 * @param path where it is published, with a slash at its beginning
 * @param file where it lies
 * @param size in bytes
 * @param hash see {@link AssetHash}
 * @param contentType what browsers are told that it is
 * @param stamp from before it was hashed
 */
public record SiteFile(String path, Path file, long size, String hash, String contentType, FileStamp stamp) {
    /** The file as it is uploaded. */
    public StaticAsset asset() {
        return new StaticAsset(hash, contentType, file, size);
    }
}
