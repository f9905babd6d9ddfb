package com.pmerit.d4.sandbox.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Decodes percent-encoded text; what is broken is refused with 400. */
public final class Percent {
    private Percent() {}

    /** Decodes a path segment: a plus sign is a plus sign. */
    public static String decode(String text) {
        return decodeForm(text.replace("+", "%2B"));
    }

    /** Reads a query string; null or empty gives no parameters. */
    static Map<String, List<String>> query(String text) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (String pair : text.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                parameters
                        .computeIfAbsent(decodeForm(name), key -> new ArrayList<>())
                        .add(decodeForm(value));
            }
        }
        return parameters;
    }

    private static String decodeForm(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException broken) {
            throw Refusal.of(400, 7003, "the URL holds a broken percent-encoding");
        }
    }
}
