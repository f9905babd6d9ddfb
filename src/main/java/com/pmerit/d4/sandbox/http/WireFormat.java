package com.pmerit.d4.sandbox.http;

import com.pmerit.d4.sandbox.http.Headers.Header;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;

/** Between the messages of the HTTP library and ours. */
public final class WireFormat {
    private static final int BODY_LIMIT = 512 * 1024 * 1024;

    private WireFormat() {}

    /** How a body is sent. */
    sealed interface Manner {}

    /** Whole and at once. */
    record Plain() implements Manner {}

    /** Broken off after that many bytes. */
    record Truncated(int keptBytes) implements Manner {}

    /** One byte at a time. */
    record Trickled(Duration pause) implements Manner {}

    static Request read(ClassicHttpRequest wire) throws IOException {
        String target = wire.getPath();
        int mark = target.indexOf('?');
        Headers headers = new Headers(Arrays.stream(wire.getHeaders())
                .map(header -> new Header(header.getName(), header.getValue()))
                .toList());
        return new Request(
                wire.getMethod().toUpperCase(Locale.ROOT),
                mark < 0 ? target : target.substring(0, mark),
                Map.of(),
                Percent.query(mark < 0 ? "" : target.substring(mark + 1)),
                headers,
                body(wire),
                mark < 0 ? "" : target.substring(mark));
    }

    /** Puts an answer on the wire. */
    public static void write(Response response, ClassicHttpResponse wire) {
        write(response, new Plain(), wire);
    }

    static void write(Response response, Manner manner, ClassicHttpResponse wire) {
        wire.setCode(response.status());
        for (Header header : response.headers().entries()) {
            wire.addHeader(header.name(), header.value());
        }
        if (response.status() != 204 && response.status() != 304) {
            wire.setEntity(new ResponseEntity(response, manner));
        }
    }

    private static Content body(ClassicHttpRequest wire) throws IOException {
        HttpEntity entity = wire.getEntity();
        if (entity == null) {
            return Content.empty();
        }
        try (InputStream content = entity.getContent()) {
            byte[] bytes = bytes(content, entity.getContentLength());
            if (bytes.length > BODY_LIMIT) {
                throw Refusal.of(413, 10001, "the request body is larger than " + BODY_LIMIT + " bytes");
            }
            return Content.of(bytes);
        }
    }

    /** At most one byte more than the limit. Where the length is known they are read in one piece: an upload has 50 MB. */
    private static byte[] bytes(InputStream content, long length) throws IOException {
        if (length < 0 || length > BODY_LIMIT) {
            return content.readNBytes(BODY_LIMIT + 1);
        }
        byte[] bytes = new byte[(int) length];
        int read = content.readNBytes(bytes, 0, bytes.length);
        return read == bytes.length ? bytes : Arrays.copyOf(bytes, read);
    }
}
