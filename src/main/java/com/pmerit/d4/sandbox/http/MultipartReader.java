package com.pmerit.d4.sandbox.http;

import com.pmerit.d4.sandbox.http.MultipartForm.Part;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts one multipart body into its parts. */
final class MultipartReader {
    private static final Pattern BOUNDARY =
            Pattern.compile("boundary=(?:\"([^\"]{1,70})\"|([^\\s;\"]{1,70}))", Pattern.CASE_INSENSITIVE);
    private static final Pattern ATTRIBUTE = Pattern.compile(";\\s*(name|filename)=\"([^\"]*)\"");
    private static final String LINE_END = "\r\n";

    private final byte[] body;
    private final String latin;
    private final String delimiter;

    MultipartReader(String contentType, byte[] body) {
        Matcher boundary = BOUNDARY.matcher(contentType);
        if (!contentType.toLowerCase(Locale.ROOT).startsWith("multipart/form-data") || !boundary.find()) {
            throw broken("Content-Type must be multipart/form-data with a boundary");
        }
        this.body = body;
        this.latin = new String(body, StandardCharsets.ISO_8859_1);
        this.delimiter = "--" + Optional.ofNullable(boundary.group(1)).orElseGet(() -> boundary.group(2));
    }

    List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        int position = 0;
        while (true) {
            if (!latin.startsWith(delimiter, position)) {
                throw broken("a boundary line is expected at byte " + position);
            }
            position += delimiter.length();
            if (latin.startsWith("--", position)) {
                String rest = latin.substring(position + 2);
                if (!rest.isEmpty() && !rest.equals(LINE_END)) {
                    throw broken("bytes follow the closing boundary");
                }
                return parts;
            }
            if (!latin.startsWith(LINE_END, position)) {
                throw broken("a boundary line is not ended at byte " + position);
            }
            int start = position + LINE_END.length();
            int end = latin.indexOf(LINE_END + delimiter, start);
            if (end < 0) {
                throw broken("the closing boundary is missing");
            }
            parts.add(part(start, end));
            position = end + LINE_END.length();
        }
    }

    private Part part(int start, int end) {
        int headEnd = latin.indexOf(LINE_END + LINE_END, start);
        if (headEnd < 0 || headEnd >= end) {
            throw broken("a part at byte " + start + " has no empty line after its headers");
        }
        String disposition = "";
        Optional<String> contentType = Optional.empty();
        for (String line : utf8(start, headEnd).split(LINE_END, -1)) {
            int colon = line.indexOf(':');
            String name = colon < 0 ? "" : line.substring(0, colon).trim();
            if (name.equalsIgnoreCase("content-disposition")) {
                disposition = line.substring(colon + 1).trim();
            } else if (name.equalsIgnoreCase("content-type")) {
                contentType = Optional.of(line.substring(colon + 1).trim());
            }
        }
        if (!disposition.startsWith("form-data")) {
            throw broken("a part at byte " + start + " has no Content-Disposition: form-data");
        }
        Optional<String> name = attribute(disposition, "name");
        if (name.isEmpty()) {
            throw broken("a part at byte " + start + " has no name");
        }
        byte[] content = Arrays.copyOfRange(body, headEnd + 2 * LINE_END.length(), end);
        return new Part(name.get(), attribute(disposition, "filename"), contentType, Content.of(content));
    }

    private String utf8(int from, int to) {
        return new String(body, from, to - from, StandardCharsets.UTF_8);
    }

    private static Optional<String> attribute(String disposition, String name) {
        Matcher attributes = ATTRIBUTE.matcher(disposition);
        while (attributes.find()) {
            if (attributes.group(1).equals(name)) {
                return Optional.of(attributes
                        .group(2)
                        .replace("%22", "\"")
                        .replace("%0D", "\r")
                        .replace("%0A", "\n"));
            }
        }
        return Optional.empty();
    }

    private static Refusal broken(String reason) {
        return Refusal.of(400, 10001, "the multipart form cannot be read: " + reason);
    }
}
