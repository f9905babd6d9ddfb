package com.pmerit.d4.cloudflare;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.hc.client5.http.entity.mime.HttpMultipartMode;
import org.apache.hc.client5.http.entity.mime.MultipartEntityBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.FileEntity;

/**
 * A request body, and what of it may be shown.
 *
 * @param entity repeatable; none for calls without a body
 * @param shown for logs: without the values of secrets and the contents of modules
 */
record Payload(Optional<HttpEntity> entity, String shown) {
    static final Payload NONE = new Payload(Optional.empty(), "");
    static final String MERGE_PATCH = "application/merge-patch+json";

    static Payload json(JsonNode body) {
        return json(body, Json.write(body), ContentType.APPLICATION_JSON);
    }

    static Payload json(JsonNode body, String shown, ContentType type) {
        byte[] bytes = Json.write(body).getBytes(StandardCharsets.UTF_8);
        return new Payload(Optional.of(new ByteArrayEntity(bytes, type)), shown);
    }

    static Payload file(Path file) {
        HttpEntity entity = new FileEntity(file.toFile(), ContentType.APPLICATION_OCTET_STREAM);
        return new Payload(Optional.of(entity), "(file " + file.getFileName() + ")");
    }

    /** The form of a script upload: metadata first, then the modules, each under its own name. */
    static Payload upload(WorkerUpload upload) {
        MultipartEntityBuilder form = form("metadata", upload.metadata());
        for (WorkerModule module : upload.modules()) {
            ContentType type = ContentType.create(module.type().contentType());
            form.addBinaryBody(module.name(), module.content(), type, module.name());
        }
        String modules = upload.modules().stream().map(WorkerModule::toString).collect(Collectors.joining(", "));
        String shown = Json.write(upload.metadataWithoutSecrets()) + " with secrets "
                + List.copyOf(upload.secrets().keySet()) + " and modules " + modules;
        return new Payload(Optional.of(form.build()), shown);
    }

    /** The one-field form that the settings of a Worker are sent in. */
    static Payload settingsForm(JsonNode settings) {
        return new Payload(Optional.of(form("settings", settings).build()), Json.write(settings));
    }

    // In this mode a part without a file name has a name and nothing else, which is how the API's own tools send JSON
    // parts.
    private static MultipartEntityBuilder form(String name, JsonNode json) {
        ContentType type = ContentType.create("text/plain", StandardCharsets.UTF_8);
        return MultipartEntityBuilder.create()
                .setMode(HttpMultipartMode.LEGACY)
                .setCharset(StandardCharsets.UTF_8)
                .addTextBody(name, Json.write(json), type);
    }

    long size() {
        return entity.map(HttpEntity::getContentLength).orElse(0L);
    }
}
