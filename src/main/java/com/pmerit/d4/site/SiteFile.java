package com.pmerit.d4.site;

import com.pmerit.d4.cloudflare.PagesAsset;
import java.nio.file.Path;

/**
 * One file of the site.
 *
 * @param path where it is published, with a slash at its beginning
 * @param file where it lies
 * @param size in bytes
 * @param hash see {@link AssetHash}
 * @param contentType without a character set
 */
record SiteFile(String path, Path file, long size, String hash, String contentType) {
    PagesAsset asset() {
        return new PagesAsset(hash, contentType, file, size);
    }
}
