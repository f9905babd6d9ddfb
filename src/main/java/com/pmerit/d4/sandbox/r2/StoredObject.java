package com.pmerit.d4.sandbox.r2;

import com.pmerit.d4.sandbox.http.Content;
import java.util.Map;

/**
 * An object without its bytes.
 *
 * @param key up to 1024 bytes of UTF-8
 * @param version differs for every write
 * @param size in bytes
 * @param etag lower-case hex MD5 of the bytes
 * @param uploaded milliseconds since 1970
 * @param httpFields {@code contentType}, {@code contentLanguage}, {@code contentDisposition}, {@code contentEncoding},
 *     {@code cacheControl}, and {@code cacheExpiry} in milliseconds since 1970
 * @param customFields the user's own metadata
 * @param storageClass {@code Standard} or {@code InfrequentAccess}
 */
record StoredObject(
        String key,
        String version,
        long size,
        String etag,
        long uploaded,
        Map<String, String> httpFields,
        Map<String, String> customFields,
        String storageClass) {
    StoredObject {
        httpFields = Map.copyOf(httpFields);
        customFields = Map.copyOf(customFields);
    }

    /** An object with its bytes. */
    record Whole(StoredObject object, Content content) {}

    /** What a write brings along besides key and bytes. */
    record Attributes(Map<String, String> httpFields, Map<String, String> customFields, String storageClass) {
        Attributes {
            httpFields = Map.copyOf(httpFields);
            customFields = Map.copyOf(customFields);
        }
    }
}
