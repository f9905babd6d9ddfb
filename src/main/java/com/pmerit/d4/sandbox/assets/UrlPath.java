package com.pmerit.d4.sandbox.assets;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;

/** Paths of URLs as the URL standard of the WHATWG writes them: {@code new URL(…).pathname}. */
final class UrlPath {
    private static final String ENCODED = "\"#<>?`{}^";
    private static final Set<String> HERE = Set.of(".", "%2e");
    private static final Set<String> ABOVE = Set.of("..", ".%2e", "%2e.", "%2e%2e");

    private UrlPath() {}

    /** The path with its dot segments resolved and with everything encoded that a URL cannot hold; percent signs stay as they are. */
    static String normal(String path) {
        Deque<String> kept = new ArrayDeque<>();
        String[] segments = encode(path).substring(1).split("/", -1);
        for (int index = 0; index < segments.length; index++) {
            String segment = segments[index].toLowerCase(Locale.ROOT);
            boolean above = ABOVE.contains(segment);
            if (above) {
                kept.pollLast();
            }
            if (!above && !HERE.contains(segment)) {
                kept.addLast(segments[index]);
            } else if (index == segments.length - 1) {
                kept.addLast("");
            }
        }
        return "/" + String.join("/", kept);
    }

    /** Every byte encoded that the path of a URL cannot hold. */
    static String encode(String path) {
        StringBuilder encoded = new StringBuilder();
        for (byte one : path.getBytes(StandardCharsets.UTF_8)) {
            if (one <= 0x20 || one == 0x7f || ENCODED.indexOf(one) >= 0) {
                encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(one));
            } else {
                encoded.append((char) one);
            }
        }
        return encoded.toString();
    }

    /** A decoded segment with everything encoded that has a meaning in a URL: {@code encodeURIComponent}. */
    static String component(String segment) {
        StringBuilder encoded = new StringBuilder();
        for (byte one : segment.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = (one >= 'a' && one <= 'z')
                    || (one >= 'A' && one <= 'Z')
                    || (one >= '0' && one <= '9')
                    || "-_.!~*'()".indexOf(one) >= 0;
            if (plain) {
                encoded.append((char) one);
            } else {
                encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(one));
            }
        }
        return encoded.toString();
    }

    /** The decoded path; as it is when its encoding is broken. */
    static String decode(String path) {
        ByteBuffer bytes = ByteBuffer.allocate(path.length() * 3);
        for (int index = 0; index < path.length(); index++) {
            char one = path.charAt(index);
            if (one != '%') {
                bytes.put(String.valueOf(one).getBytes(StandardCharsets.UTF_8));
                continue;
            }
            if (!path.substring(index).matches("(?s)%[0-9A-Fa-f]{2}.*")) {
                return path;
            }
            bytes.put((byte) HexFormat.fromHexDigits(path, index + 1, index + 3));
            index += 2;
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException broken) {
            return path;
        }
    }
}
