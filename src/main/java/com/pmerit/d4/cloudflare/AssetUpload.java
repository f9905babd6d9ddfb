package com.pmerit.d4.cloudflare;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .disable(StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
            .build();

    private final List<StaticAsset> files;

    private AssetUpload(List<StaticAsset> files) {
        this.files = List.copyOf(files);
    }

    static Payload of(List<StaticAsset> files) {
        AssetUpload upload = new AssetUpload(files);
        String frame = upload.frame();
        long length = frame.getBytes(StandardCharsets.UTF_8).length
                + files.stream().mapToLong(FileEncoder::length).sum();
        HttpEntity entity = new EntityTemplate(length, ContentType.APPLICATION_JSON, null, upload::write);
        return new Payload(Optional.of(entity), Optional.empty(), frame, List.of());
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
        FileEncoder encoder = new FileEncoder();
        write(out, (generator, file) -> {
            // Past the generator, which would encode letter by letter what takes most of an upload's time.
            generator.writeRawValue("\"");
            generator.flush();
            encoder.write(file, out);
            generator.writeRaw('"');
        });
    }

    @FunctionalInterface
    private interface Content {
        void write(JsonGenerator generator, StaticAsset file) throws IOException;
    }

    private void write(OutputStream out, Content content) throws IOException {
        JsonGenerator generator = FACTORY.createGenerator(out);
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
}
