package com.pmerit.d4.cloudflare;

import com.fasterxml.jackson.core.Base64Variants;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.EntityTemplate;

/**
 * The body of an upload of files. They are read while they are sent, each time anew: several uploads of 40 MiB run side by side, and
 * their Base64 is never held in memory.
 */
final class AssetUpload {
    private static final JsonFactory FACTORY = new JsonFactory();

    private final List<StaticAsset> files;

    private AssetUpload(List<StaticAsset> files) {
        this.files = List.copyOf(files);
    }

    static Payload of(List<StaticAsset> files) {
        AssetUpload upload = new AssetUpload(files);
        String frame = upload.frame();
        long length = frame.getBytes(StandardCharsets.UTF_8).length
                + files.stream().mapToLong(file -> base64Length(file.size())).sum();
        HttpEntity entity = new EntityTemplate(length, ContentType.APPLICATION_JSON, null, upload::write);
        return new Payload(Optional.of(entity), Optional.empty(), frame, List.of());
    }

    private static long base64Length(long bytes) {
        return (bytes + 2) / 3 * 4;
    }

    /** The body without the contents of the files. */
    private String frame() {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        try {
            write(frame, (generator, file) -> generator.writeString(""));
        } catch (IOException impossible) {
            throw new UncheckedIOException("a list of files could not be written to memory", impossible);
        }
        return frame.toString(StandardCharsets.UTF_8);
    }

    private void write(OutputStream out) throws IOException {
        write(out, AssetUpload::content);
    }

    @FunctionalInterface
    private interface Content {
        void write(JsonGenerator generator, StaticAsset file) throws IOException;
    }

    private void write(OutputStream out, Content content) throws IOException {
        JsonGenerator generator = FACTORY.createGenerator(out);
        generator.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        generator.writeStartArray();
        for (StaticAsset file : files) {
            generator.writeStartObject();
            generator.writeStringField("key", file.hash());
            generator.writeFieldName("value");
            content.write(generator, file);
            generator.writeObjectFieldStart("metadata");
            generator.writeStringField("contentType", file.contentType());
            generator.writeEndObject();
            generator.writeBooleanField("base64", true);
            generator.writeEndObject();
        }
        generator.writeEndArray();
        generator.flush();
    }

    private static void content(JsonGenerator generator, StaticAsset file) throws IOException {
        try (InputStream in = Files.newInputStream(file.file())) {
            int written = generator.writeBinary(Base64Variants.MIME_NO_LINEFEEDS, in, Math.toIntExact(file.size()));
            if (written != file.size() || in.read() >= 0) {
                throw new IOException(file.file() + " was changed while it was uploaded");
            }
        }
    }
}
