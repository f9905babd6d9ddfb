package com.pmerit.d4.sandbox.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A multipart/form-data body (RFC 7578), read strictly: no preamble, no nameless part, no name twice, nothing after the end.
 *
 * @param parts in the order of the wire
 */
public record MultipartForm(List<Part> parts) {
    public MultipartForm {
        parts = List.copyOf(parts);
    }

    /**
     * One part.
     *
     * @param name with %22, %0D and %0A decoded as browsers encode them
     * @param filename decoded the same way; absent for a plain field
     * @param contentType absent for a plain field
     * @param content the raw bytes
     */
    public record Part(String name, Optional<String> filename, Optional<String> contentType, Content content) {
        /** The content as UTF-8. */
        public String text() {
            return content.text();
        }

        /** The name only: the content may be a secret. */
        @Override
        public String toString() {
            return "Part[" + name + "]";
        }
    }

    /** Parses a body; what is not such a body is refused with 400 and the reason. */
    public static MultipartForm parse(String contentType, Content body) {
        MultipartForm form = new MultipartForm(new MultipartReader(contentType, body.bytes()).parts());
        Set<String> names = new HashSet<>();
        for (Part part : form.parts) {
            if (!names.add(part.name())) {
                throw Refusal.of(400, 10001, "the form has two parts named " + part.name());
            }
        }
        return form;
    }

    /** The part of that name. */
    public Optional<Part> part(String name) {
        return parts.stream().filter(part -> part.name().equals(name)).findFirst();
    }

    /** Writes the form with this boundary, which must not occur in any part. */
    public byte[] write(String boundary) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Part part : parts) {
            StringBuilder head = new StringBuilder("--" + boundary + "\r\nContent-Disposition: form-data; name=\"")
                    .append(escape(part.name()))
                    .append('"');
            part.filename()
                    .ifPresent(name ->
                            head.append("; filename=\"").append(escape(name)).append('"'));
            part.contentType()
                    .ifPresent(type -> head.append("\r\nContent-Type: ").append(type));
            out.writeBytes(head.append("\r\n\r\n").toString().getBytes(StandardCharsets.UTF_8));
            out.writeBytes(part.content().bytes());
            out.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        out.writeBytes(("--" + boundary + "--\r\n").getBytes(StandardCharsets.US_ASCII));
        return out.toByteArray();
    }

    private static String escape(String name) {
        return name.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
    }
}
