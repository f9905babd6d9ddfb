package com.pmerit.d4.cloudflare;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.hc.client5.http.entity.mime.AbstractContentBody;
import org.apache.hc.client5.http.entity.mime.HttpMultipartMode;
import org.apache.hc.client5.http.entity.mime.MultipartEntityBuilder;
import org.apache.hc.core5.http.ContentType;

/** The form in which files of a Worker come: a part each under the file's hash, in Base64, read anew each time it is sent. */
final class AssetForm {
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
            return FileEncoder.length(file);
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            new FileEncoder().write(file, out);
        }
    }
}
