package com.pmerit.d4.sandbox.http;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A path such as {@code /accounts/{account}/r2/buckets/{bucket}/objects/{key...}}: literal segments, one-segment parameters,
 * and possibly a last parameter that takes the rest of the path.
 */
record PathTemplate(String text, List<String> segments, boolean takesRest) {
    /** Literal before parameter before rest, decided at the first segment where two templates differ. */
    static final Comparator<PathTemplate> MOST_SPECIFIC_FIRST = Comparator.comparing(PathTemplate::shape);

    static PathTemplate of(String text) {
        if (!text.startsWith("/")) {
            throw new IllegalArgumentException("a path template starts with a slash: " + text);
        }
        List<String> segments = split(text);
        for (int index = 0; index < segments.size() - 1; index++) {
            if (isRest(segments.get(index))) {
                throw new IllegalArgumentException("only the last segment may take the rest of the path: " + text);
            }
        }
        return new PathTemplate(text, segments, isRest(segments.get(segments.size() - 1)));
    }

    /** The segments of a path as they are on the wire; a trailing slash makes an empty last segment. */
    static List<String> split(String path) {
        return List.of(path.substring(1).split("/", -1));
    }

    /** The values of the parameters when these encoded segments match. */
    Optional<Map<String, String>> match(List<String> path) {
        return fits(path) ? values(path) : Optional.empty();
    }

    private boolean fits(List<String> path) {
        if (path.size() < segments.size() || (path.size() > segments.size() && !takesRest)) {
            return false;
        }
        for (int index = 0; index < segments.size(); index++) {
            if (!isParameter(segments.get(index)) && !segments.get(index).equals(path.get(index))) {
                return false;
            }
        }
        return true;
    }

    private Optional<Map<String, String>> values(List<String> path) {
        Map<String, String> values = new HashMap<>();
        for (int index = 0; index < segments.size(); index++) {
            String segment = segments.get(index);
            if (isParameter(segment)) {
                boolean rest = takesRest && index == segments.size() - 1;
                String value = rest ? String.join("/", path.subList(index, path.size())) : path.get(index);
                if (value.isEmpty()) {
                    return Optional.empty();
                }
                values.put(segment.substring(1, segment.length() - (rest ? 4 : 1)), Percent.decode(value));
            }
        }
        return Optional.of(values);
    }

    private static boolean isParameter(String segment) {
        return segment.startsWith("{");
    }

    private static boolean isRest(String segment) {
        return segment.startsWith("{") && segment.endsWith("...}");
    }

    private String shape() {
        List<String> shape = new ArrayList<>();
        for (String segment : segments) {
            shape.add(isRest(segment) ? "2" : segment.startsWith("{") ? "1" : "0");
        }
        return String.join("", shape);
    }
}
