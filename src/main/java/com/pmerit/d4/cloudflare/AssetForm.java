package com.pmerit.d4.cloudflare;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.apache.hc.client5.http.entity.mime.AbstractContentBody;
import org.apache.hc.client5.http.entity.mime.HttpMultipartMode;
import org.apache.hc.client5.http.entity.mime.MultipartEntityBuilder;
import org.apache.hc.core5.http.ContentType;

/** The form in which files of a Worker come: a part each under the file's hash, in Base64, read anew each time it is sent. */
final class AssetForm {
    // A multiple of three, so that the Base64 of the parts is the Base64 of the whole.
    private static final int CHUNK = 3 * 16 * 1024;

    private AssetForm() {}

    static Payload of(List<StaticAsset> files) {
        MultipartEntityBuilder form = MultipartEntityBuilder.create()
                .setMode(HttpMultipartMode.LEGACY)
                .setCharset(StandardCharsets.UTF_8);
        files.forEach(file -> form.addPart(file.hash(), new Content(file)));
        return new Payload(Optional.of(form.build()), Optional.empty(), "", List.of());
    }

    private static final class Content extends AbstractContentBody {
        private final StaticAsset file;

        Content(StaticAsset file) {
            super(ContentType.parse(file.contentType()));
            this.file = file;
        }

        @Override
        public String getFilename() {
            return file.hash();
        }

        @Override
        public long getContentLength() {
            return (file.size() + 2) / 3 * 4;
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            Base64.Encoder encoder = Base64.getEncoder();
            long read = 0;
            try (InputStream in = Files.newInputStream(file.file())) {
                for (byte[] chunk = in.readNBytes(CHUNK); chunk.length > 0; chunk = in.readNBytes(CHUNK)) {
                    read += chunk.length;
                    if (read > file.size()) {
                        break;
                    }
                    out.write(encoder.encode(chunk));
                }
            }
            if (read != file.size()) {
                throw new IOException(file.file() + " was changed while it was uploaded");
            }
        }
    }
}
