package com.pmerit.d4.sandbox.r2;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of an object that exists.
 *
 * @param offset the first byte
 * @param length how many bytes
 */
record ByteRange(long offset, long length) {
    private static final Pattern HEADER = Pattern.compile("\\s*bytes\\s*=\\s*([0-9]*)\\s*-\\s*([0-9]*)\\s*");

    /** What a get asks for by {@code rangeHeader} or {@code range}: empty for the whole object. Numbers may come as strings. */
    static Optional<ByteRange> of(JsonNode request, long size) throws R2Error {
        if (request.hasNonNull("rangeHeader")) {
            return ofHeader(request.get("rangeHeader").asText(), size);
        }
        JsonNode range = request.path("range");
        if (range.hasNonNull("suffix")) {
            return Optional.of(suffix(range.get("suffix").asLong(), size));
        }
        if (range.hasNonNull("offset") || range.hasNonNull("length")) {
            long offset = range.path("offset").asLong(0);
            return Optional.of(part(offset, range.path("length").asLong(Math.max(0, size - offset)), size));
        }
        return Optional.empty();
    }

    /** A header that is not one range of bytes counts as absent. */
    private static Optional<ByteRange> ofHeader(String header, long size) throws R2Error {
        Matcher range = HEADER.matcher(header);
        if (!range.matches() || (range.group(1).isEmpty() && range.group(2).isEmpty())) {
            return Optional.empty();
        }
        if (range.group(1).isEmpty()) {
            return Optional.of(suffix(Long.parseLong(range.group(2)), size));
        }
        long first = Long.parseLong(range.group(1));
        long last = range.group(2).isEmpty() ? size - 1 : Long.parseLong(range.group(2));
        return Optional.of(part(first, last - first + 1, size));
    }

    private static ByteRange suffix(long length, long size) throws R2Error {
        return part(Math.max(0, size - length), Math.min(length, size), size);
    }

    private static ByteRange part(long offset, long length, long size) throws R2Error {
        if (offset < 0 || length <= 0 || offset >= size) {
            throw R2Error.invalidRange();
        }
        return new ByteRange(offset, Math.min(length, size - offset));
    }
}
