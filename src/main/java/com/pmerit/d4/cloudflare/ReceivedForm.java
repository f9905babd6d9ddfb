package com.pmerit.d4.cloudflare;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A {@code multipart/form-data} body that somebody else wrote, its boundary being the first line. */
public final class ReceivedForm {
    private static final Pattern NAME = Pattern.compile("(?i)\\bname=\"([^\"]*)\"");
    private static final Pattern TYPE = Pattern.compile("(?im)^content-type: *(.+?) *$");
    private static final byte[] LINE_END = {'\r', '\n'};
    private static final byte[] BLANK_LINE = {'\r', '\n', '\r', '\n'};

    private final byte[] form;
    private final List<Part> parts = new ArrayList<>();

    private ReceivedForm(byte[] form) {
        this.form = form;
    }

    /** A part: its name, its content type when it has one, and its bytes. */
    public static final class Part {
        private final String name;
        private final Optional<String> contentType;
        private final byte[] content;

        private Part(String name, Optional<String> contentType, byte[] content) {
            this.name = name;
            this.contentType = contentType;
            this.content = content;
        }

        /** The name of the field. */
        public String name() {
            return name;
        }

        /** Its content type; empty when there is none. */
        public Optional<String> contentType() {
            return contentType;
        }

        /** A copy of its bytes. */
        public byte[] content() {
            return content.clone();
        }

        /**
         * The module of a Worker that it is.
         *
         * @throws IllegalArgumentException when its content type or its name is that of no module
         */
        public WorkerModule module() {
            String type = contentType.orElse("none");
            return ModuleType.ofContentType(type)
                    .map(known -> new WorkerModule(name, known, content))
                    .orElseThrow(() -> new IllegalArgumentException(
                            "the module '" + name + "' has the content type " + type + ", which d4 does not know"));
        }
    }

    /**
     * Reads a form into its parts, in their order.
     *
     * @throws IllegalArgumentException when the bytes are not such a form
     */
    public static List<Part> parts(byte[] form) {
        ReceivedForm received = new ReceivedForm(form);
        received.read();
        return List.copyOf(received.parts);
    }

    private void read() {
        int position = indexOf(LINE_END, 0);
        if (position < 3 || form[0] != '-' || form[1] != '-') {
            throw new IllegalArgumentException("it does not begin with a multipart boundary");
        }
        byte[] separator = ("\r\n" + text(0, position)).getBytes(StandardCharsets.UTF_8);
        while (!closes(position)) {
            int headersEnd = indexOf(BLANK_LINE, position);
            int contentStart = headersEnd + BLANK_LINE.length;
            int end = headersEnd < 0 ? -1 : indexOf(separator, contentStart);
            if (end < 0) {
                throw new IllegalArgumentException("a part has no end");
            }
            part(text(position, headersEnd), Arrays.copyOfRange(form, contentStart, end));
            position = end + separator.length;
        }
    }

    private void part(String headers, byte[] content) {
        String name = first(NAME, headers).orElseThrow(() -> new IllegalArgumentException("a part has no name"));
        parts.add(new Part(name, first(TYPE, headers), content));
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
