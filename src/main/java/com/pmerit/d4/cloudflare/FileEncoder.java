package com.pmerit.d4.cloudflare;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Base64;

/** Writes files as they go to Cloudflare, in Base64, one after the other through the same memory. For use by one thread. */
final class FileEncoder {
    /** A multiple of three, so that the Base64 of the parts is the Base64 of the whole. */
    private static final int CHUNK = 48 * 1024;

    private final byte[] chunk = new byte[CHUNK];
    private final byte[] encoded = new byte[CHUNK / 3 * 4];

    /** Bytes of Base64. */
    static long length(StaticAsset asset) {
        return (asset.size() + 2) / 3 * 4;
    }

    /**
     * Writes a file as it is now, and never more than its length.
     *
     * @throws IOException also when the file has another size than it had when it was hashed
     */
    void write(StaticAsset asset, OutputStream out) throws IOException {
        long left = asset.size();
        try (InputStream in = Files.newInputStream(asset.file())) {
            for (int read = CHUNK; read == CHUNK && left >= 0; left -= read) {
                read = in.readNBytes(chunk, 0, CHUNK);
                if (read <= left) {
                    encode(read, out);
                }
            }
        }
        if (left != 0) {
            throw new IOException(asset.file() + " was changed while it was uploaded");
        }
    }

    private void encode(int bytes, OutputStream out) throws IOException {
        byte[] source = bytes == CHUNK ? chunk : Arrays.copyOf(chunk, bytes);
        out.write(encoded, 0, Base64.getEncoder().encode(source, encoded));
    }
}
