package com.pmerit.d4.cloudflare;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hc.core5.net.PercentCodec;

/**
 * The ways in which one value may be spelled in text: plain, made into one line, escaped for JSON, XML, a shell or a CI server's
 * command, encoded for a URL or as base64, and each longer line of it.
 */
final class Spellings {
    private static final int SHORTEST_LINE = 8;
    private static final int SHORTEST_CORE = 6;
    private static final Pattern UNICODE_ESCAPE = Pattern.compile("\\\\u[0-9a-fA-F]{4}");
    private static final Pattern PERCENT = Pattern.compile("%[0-9A-F]{2}");

    private Spellings() {}

    static Set<String> of(String value) {
        Set<String> spellings = new LinkedHashSet<>();
        addEscaped(spellings, value);
        addEscaped(spellings, value.strip());
        addEscaped(spellings, PlainText.whole(value));
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
        addJson(spellings, value);
        addXml(spellings, value);
        addShell(spellings, value);
        spellings.add(value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"));
        addUrlEncoded(spellings, value);
        addBase64(spellings, value.getBytes(StandardCharsets.UTF_8));
    }

    // Writers of JSON differ in what they escape beyond what they must, and in the case of the digits.
    private static void addJson(Set<String> spellings, String value) {
        String json = quoted(value);
        String timid = json.replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
        for (String written : List.of(json, json.replace("/", "\\/"), timid, ascii(json), ascii(timid))) {
            spellings.add(written);
            spellings.add(withHexDigits(written, digits -> digits.toUpperCase(Locale.ROOT)));
            spellings.add(withHexDigits(written, digits -> digits.toLowerCase(Locale.ROOT)));
        }
        spellings.add(quoted(json));
    }

    private static String quoted(String value) {
        return new String(JsonStringEncoder.getInstance().quoteAsString(value));
    }

    private static void addXml(Set<String> spellings, String value) {
        String html = value.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
        for (String written : List.of(html, html.replace("'", "&apos;"), html.replace("'", "&#39;"))) {
            spellings.add(written);
            spellings.add(written.replace("\r", "&#13;").replace("\n", "&#10;").replace("\t", "&#9;"));
            spellings.add(written.replace("\r", "&#xD;").replace("\n", "&#xA;").replace("\t", "&#x9;"));
        }
    }

    private static void addShell(Set<String> spellings, String value) {
        spellings.add(value.replace("'", "'\\''"));
        spellings.add(value.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("$", "\\$")
                .replace("`", "\\`"));
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

    private static String withHexDigits(String json, UnaryOperator<String> digits) {
        return UNICODE_ESCAPE
                .matcher(json)
                .replaceAll(found -> Matcher.quoteReplacement(
                        "\\u" + digits.apply(found.group().substring(2))));
    }
}
