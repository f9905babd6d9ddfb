package com.pmerit.d4.cloudflare;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hc.core5.net.PercentCodec;

/** The ways in which one value may be spelled in text: plain, escaped, encoded, and each longer line of it. */
final class Spellings {
    private static final int SHORTEST_LINE = 8;
    private static final int SHORTEST_CORE = 6;
    private static final Pattern PERCENT = Pattern.compile("%[0-9A-F]{2}");

    private Spellings() {}

    static Set<String> of(String value) {
        Set<String> spellings = new LinkedHashSet<>();
        addEscaped(spellings, value);
        addEscaped(spellings, value.strip());
        addEscaped(spellings, value.replace("\r\n", "\n"));
        addEscaped(spellings, value.replace("\r\n", "\n").replace("\n", "\r\n"));
        value.lines()
                .map(String::strip)
                .filter(line -> line.length() >= SHORTEST_LINE && !line.startsWith("-----"))
                .forEach(line -> addEscaped(spellings, line));
        spellings.remove("");
        return spellings;
    }

    private static void addEscaped(Set<String> spellings, String value) {
        if (value.isEmpty()) {
            return;
        }
        spellings.add(value);
        String json = new String(JsonStringEncoder.getInstance().quoteAsString(value));
        spellings.add(json);
        spellings.add(json.replace("/", "\\/"));
        spellings.add(ascii(json));
        spellings.add(upperHex(ascii(json)));
        spellings.add(new String(JsonStringEncoder.getInstance().quoteAsString(json)));
        spellings.add(html(value));
        addUrlEncoded(spellings, value);
        addBase64(spellings, value.getBytes(StandardCharsets.UTF_8));
    }

    private static void addUrlEncoded(Set<String> spellings, String value) {
        String form = URLEncoder.encode(value, StandardCharsets.UTF_8);
        String path = PercentCodec.RFC3986.encode(value);
        for (String encoded : List.of(form, form.replace("+", "%20"), path)) {
            spellings.add(encoded);
            spellings.add(
                    PERCENT.matcher(encoded).replaceAll(found -> found.group().toLowerCase(Locale.ROOT)));
        }
    }

    private static void addBase64(Set<String> spellings, byte[] bytes) {
        for (Base64.Encoder encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder(), Base64.getMimeEncoder())) {
            spellings.add(encoder.encodeToString(bytes));
            spellings.add(encoder.withoutPadding().encodeToString(bytes));
        }
        for (int offset = 0; offset < 3; offset++) {
            addBase64Core(spellings, bytes, offset);
        }
    }

    // Inside a longer encoded text, such as "user:password", only the characters that depend on nothing but the value
    // are known.
    private static void addBase64Core(Set<String> spellings, byte[] bytes, int offset) {
        byte[] shifted = new byte[offset + bytes.length];
        System.arraycopy(bytes, 0, shifted, offset, bytes.length);
        int start = (offset * 8 + 5) / 6;
        int end = shifted.length * 8 / 6;
        if (end - start >= SHORTEST_CORE) {
            spellings.add(
                    Base64.getEncoder().withoutPadding().encodeToString(shifted).substring(start, end));
            spellings.add(Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(shifted)
                    .substring(start, end));
        }
    }

    private static String ascii(String text) {
        StringBuilder out = new StringBuilder();
        text.chars()
                .forEach(unit -> out.append(
                        unit < 0x80 ? String.valueOf((char) unit) : String.format(Locale.ROOT, "\\u%04x", unit)));
        return out.toString();
    }

    private static String upperHex(String ascii) {
        return Pattern.compile("\\\\u[0-9a-f]{4}")
                .matcher(ascii)
                .replaceAll(found -> Matcher.quoteReplacement(
                        "\\u" + found.group().substring(2).toUpperCase(Locale.ROOT)));
    }

    private static String html(String value) {
        return value.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
