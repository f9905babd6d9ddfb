package com.pmerit.d4.smoke;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** One HTTP answer: status, headers, and no more of the body than a smoke test may have. */
public final class Answer implements Reply {
    /** The most bytes of a body that are read: 256 KiB. */
    public static final int MOST_BYTES = 256 * 1024;

    private final int status;
    private final List<Header> headers;
    private final byte[] body;
    private final boolean cut;
    private final UnaryOperator<String> mask;

    /**
     * Takes the answer.
     *
     * @param body the bytes; more than {@link #MOST_BYTES} mean that the answer is too long, and are dropped
     */
    public Answer(int status, byte[] body) {
        this(
                status,
                Arrays.copyOf(body, Math.min(body.length, MOST_BYTES)),
                body.length > MOST_BYTES,
                List.of(),
                UnaryOperator.identity());
    }

    /** Adds a header; a name may come more than once. */
    public Answer with(String name, String value) {
        List<Header> more = new ArrayList<>(headers);
        more.add(new Header(name, value));
        return new Answer(status, body, cut, more, mask);
    }

    /** The same, of which nothing is quoted that this does not let through. */
    Answer maskedBy(UnaryOperator<String> secrets) {
        return new Answer(status, body, cut, headers, secrets);
    }

    private Answer(int status, byte[] body, boolean cut, List<Header> headers, UnaryOperator<String> mask) {
        this.status = status;
        this.body = body;
        this.cut = cut;
        this.headers = List.copyOf(headers);
        this.mask = mask;
    }

    /** A text of this answer as {@link Shown} quotes it, with secrets masked before it is cut: half of one is one. */
    String quoted(String text) {
        return Shown.quoted(mask.apply(text));
    }

    /** The status. */
    public int status() {
        return status;
    }

    /** Whether the body was longer than {@link #MOST_BYTES}, and only its beginning is here. */
    public boolean isTooLong() {
        return cut;
    }

    boolean isEmpty() {
        return body.length == 0;
    }

    /** The values of all headers of this name, joined as HTTP joins them. */
    Optional<String> header(String name) {
        List<String> values = headers.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(Header::value)
                .toList();
        return values.isEmpty() ? Optional.empty() : Optional.of(values.stream().collect(Collectors.joining(", ")));
    }

    /** The media type without its parameters, in lower case. */
    public Optional<String> mediaType() {
        return header("content-type")
                .map(value -> value.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
                .filter(type -> !type.isEmpty());
    }

    /** Where it leads, as its header says. */
    public Optional<String> location() {
        return header("location");
    }

    /** The body as strict UTF-8; empty when it is not. */
    Optional<String> text() {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString());
        } catch (CharacterCodingException notUtf8) {
            return Optional.empty();
        }
    }

    /** The body, each byte as the character of the same number. */
    public String bytesAsText() {
        return new String(body, StandardCharsets.ISO_8859_1);
    }

    /** The body with what is not UTF-8 replaced. */
    String roughText() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
