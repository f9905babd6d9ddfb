package com.pmerit.d4.cloudflare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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
 * @param field of a form: the name of the field that is shown
 * @param shown for logs: as it is sent, with a mask for each value of a secret
 * @param modules what is in a form beside the field
 */
record Payload(Optional<HttpEntity> entity, Optional<String> field, String shown, List<WorkerModule> modules) {
    static final Payload NONE = new Payload(Optional.empty(), Optional.empty(), "", List.of());

    private static final String METADATA = "metadata";
    private static final String MANIFEST = "manifest";

    static Payload json(JsonNode body) {
        return json(body, Json.write(body), ContentType.APPLICATION_JSON);
    }

    static Payload json(JsonNode body, String shown, ContentType type) {
        byte[] bytes = Json.write(body).getBytes(StandardCharsets.UTF_8);
        return new Payload(Optional.of(new ByteArrayEntity(bytes, type)), Optional.empty(), shown, List.of());
    }

    static Payload file(Path file) {
        HttpEntity entity = new FileEntity(file.toFile(), ContentType.APPLICATION_OCTET_STREAM);
        return new Payload(Optional.of(entity), Optional.empty(), "", List.of());
    }

    /** The form of a script upload: metadata first, then the modules, each under its own name. */
    static Payload upload(WorkerUpload upload) {
        MultipartEntityBuilder form = form(METADATA, upload.metadata());
        for (WorkerModule module : upload.modules()) {
            ContentType type = ContentType.create(module.type().contentType());
            form.addBinaryBody(module.name(), module.content(), type, module.name());
        }
        return new Payload(
                Optional.of(form.build()),
                Optional.of(METADATA),
                Json.write(upload.metadataWithMaskedSecrets()),
                upload.modules());
    }

    /** The form of a Pages deployment, its parts in the order in which wrangler sends them. */
    static Payload deployment(PagesDeploymentRequest wanted) {
        ObjectNode manifest = Json.object();
        wanted.manifest().forEach(manifest::put);
        ContentType text = ContentType.create("text/plain", StandardCharsets.UTF_8);
        MultipartEntityBuilder form = form(MANIFEST, manifest)
                .addTextBody("branch", wanted.branch(), text)
                .addTextBody("commit_message", wanted.message(), text);
        wanted.commit().ifPresent(commit -> form.addTextBody("commit_hash", commit, text));
        form.addTextBody("commit_dirty", String.valueOf(wanted.dirty()), text);
        for (PagesDeploymentRequest.Part part : wanted.parts()) {
            form.addBinaryBody(part.name(), part.content(), ContentType.APPLICATION_OCTET_STREAM, part.name());
        }
        return new Payload(Optional.of(form.build()), Optional.of(MANIFEST), Json.write(manifest), List.of());
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

    /** The content type without its parameters, for the boundary of a form is new each time; empty without a body. */
    String type() {
        return entity.map(HttpEntity::getContentType)
                .map(type -> type.replaceFirst(";.*", ""))
                .orElse("");
    }

    /** Whether nothing but masked values and modules is missing from what is shown. */
    boolean showsAll() {
        return entity.isEmpty() || !shown.isEmpty();
    }

    long size() {
        return entity.map(HttpEntity::getContentLength).orElse(0L);
    }
}
