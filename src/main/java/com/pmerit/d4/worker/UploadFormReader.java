package com.pmerit.d4.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.pmerit.d4.cloudflare.ReceivedForm;
import com.pmerit.d4.cloudflare.ReceivedForm.Part;
import com.pmerit.d4.cloudflare.WorkerModule;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the file that {@code wrangler deploy --dry-run --outfile} writes: the exact body of an upload. */
final class UploadFormReader {
    private static final String METADATA = "metadata";

    private UploadFormReader() {}

    /**
     * Reads a form.
     *
     * @throws MalformedUploadException when the bytes are not such a form
     */
    static Bundle read(byte[] form) throws MalformedUploadException {
        Optional<JsonNode> metadata = Optional.empty();
        List<WorkerModule> modules = new ArrayList<>();
        try {
            for (Part part : ReceivedForm.parts(form)) {
                if (part.name().equals(METADATA)) {
                    metadata = Optional.of(json(part.content()));
                } else {
                    modules.add(part.module());
                }
            }
        } catch (IllegalArgumentException awkward) {
            throw new MalformedUploadException(String.valueOf(awkward.getMessage()));
        }
        return UploadMetadata.bundle(
                metadata.orElseThrow(() -> new MalformedUploadException("it has no metadata part")), modules);
    }

    private static JsonNode json(byte[] content) throws MalformedUploadException {
        try {
            return new ObjectMapper().readTree(new String(content, StandardCharsets.UTF_8));
        } catch (JsonProcessingException broken) {
            throw new MalformedUploadException("its metadata is not JSON: " + broken.getOriginalMessage());
        }
    }
}
