package com.pmerit.d4.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.pmerit.d4.cloudflare.ModuleType;
import com.pmerit.d4.cloudflare.WorkerModule;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the file that {@code wrangler deploy --dry-run --outfile} writes: the exact {@code multipart/form-data} body of
 * an upload, its boundary being the first line.
 */
final class UploadFormReader {
    private static final Pattern NAME = Pattern.compile("(?i)\\bname=\"([^\"]*)\"");
    private static final Pattern TYPE = Pattern.compile("(?im)^content-type: *(.+?) *$");
    private static final byte[] LINE_END = {'\r', '\n'};
    private static final byte[] BLANK_LINE = {'\r', '\n', '\r', '\n'};

    private final byte[] form;
    private Optional<JsonNode> metadata = Optional.empty();
    private final List<WorkerModule> modules = new ArrayList<>();

    private UploadFormReader(byte[] form) {
        this.form = form;
    }

    /**
     * Reads a form.
     *
     * @throws MalformedUploadException when the bytes are not such a form
     */
    static Bundle read(byte[] form) throws MalformedUploadException {
        UploadFormReader reader = new UploadFormReader(form);
        reader.readParts();
        JsonNode metadata = reader.metadata.orElseThrow(() -> new MalformedUploadException("it has no metadata part"));
        return UploadMetadata.bundle(metadata, reader.modules);
    }

    private void readParts() throws MalformedUploadException {
        int position = indexOf(LINE_END, 0);
        if (position < 3 || form[0] != '-' || form[1] != '-') {
            throw new MalformedUploadException("it does not begin with a multipart boundary");
        }
        byte[] separator = ("\r\n" + text(0, position)).getBytes(StandardCharsets.UTF_8);
        while (!closes(position)) {
            int headersEnd = indexOf(BLANK_LINE, position);
            int contentStart = headersEnd + BLANK_LINE.length;
            int end = headersEnd < 0 ? -1 : indexOf(separator, contentStart);
            if (end < 0) {
                throw new MalformedUploadException("a part has no end");
            }
            part(text(position, headersEnd), Arrays.copyOfRange(form, contentStart, end));
            position = end + separator.length;
        }
    }

    private void part(String headers, byte[] content) throws MalformedUploadException {
        String name = first(NAME, headers).orElseThrow(() -> new MalformedUploadException("a part has no name"));
        if (name.equals("metadata")) {
            metadata = Optional.of(json(content));
            return;
        }
        String contentType = first(TYPE, headers).orElse("none");
        ModuleType type = ModuleType.ofContentType(contentType)
                .orElseThrow(() -> new MalformedUploadException(
                        "the module '" + name + "' has the content type " + contentType + ", which d4 does not know"));
        try {
            modules.add(new WorkerModule(name, type, content));
        } catch (IllegalArgumentException awkward) {
            throw new MalformedUploadException(String.valueOf(awkward.getMessage()));
        }
    }

    private static JsonNode json(byte[] content) throws MalformedUploadException {
        try {
            return new ObjectMapper().readTree(new String(content, StandardCharsets.UTF_8));
        } catch (JsonProcessingException broken) {
            throw new MalformedUploadException("its metadata is not JSON: " + broken.getOriginalMessage());
        }
    }

    private boolean closes(int position) {
        return position + 1 < form.length && form[position] == '-' && form[position + 1] == '-';
    }

    private static Optional<String> first(Pattern pattern, String headers) {
        Matcher matcher = pattern.matcher(headers);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private String text(int from, int to) {
        return new String(form, from, to - from, StandardCharsets.UTF_8);
    }

    private int indexOf(byte[] needle, int from) {
        for (int start = from; start <= form.length - needle.length; start++) {
            if (Arrays.equals(form, start, start + needle.length, needle, 0, needle.length)) {
                return start;
            }
        }
        return -1;
    }
}
