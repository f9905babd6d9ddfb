package com.pmerit.d4.cloudflare;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.Base64;

/** A file as it goes to Cloudflare, in Base64: read while it is sent, each time anew. */
record EncodedFile(StaticAsset asset) {
    /** A multiple of three, so that the Base64 of the parts is the Base64 of the whole. */
    private static final int CHUNK = 48 * 1024;

    /** Bytes of Base64. */
    long length() {
        return (asset.size() + 2) / 3 * 4;
    }

    /**
     * Writes it, and never more than its length.
     *
     * @throws IOException also when the file has another size than it had when it was hashed
     */
    void writeTo(OutputStream out) throws IOException {
        Base64.Encoder encoder = Base64.getEncoder();
        long left = asset.size();
        try (InputStream in = Files.newInputStream(asset.file())) {
            for (byte[] chunk = in.readNBytes(CHUNK); chunk.length > 0 && left >= 0; chunk = in.readNBytes(CHUNK)) {
                left -= chunk.length;
                if (left >= 0) {
                    out.write(encoder.encode(chunk));
                }
            }
        }
        if (left != 0) {
            throw new IOException(asset.file() + " was changed while it was uploaded");
        }
    }
}
