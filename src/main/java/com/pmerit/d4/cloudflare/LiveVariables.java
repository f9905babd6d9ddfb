package com.pmerit.d4.cloudflare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Hides the values of a Worker's plain variables in what the API answers: what somebody has set by hand in the dashboard may be
 * a secret that nobody told d4 about.
 */
final class LiveVariables {
    private static final Set<String> TYPES = Set.of("plain_text", "json", Binding.SECRET_TEXT, "secret_key");
    private static final List<String> VALUES = List.of("text", "json", "value");
    private static final Pattern VALUE_IN_A_TORSO = Pattern.compile(
            "(?s)(\"(?:text|json|value)\"\\s*:\\s*)(?:\"(?:[^\"\\\\]|\\\\.)*+(?:\"|\\\\?$)|\\{.*|\\[.*)");

    private LiveVariables() {}

    /**
     * The answer as text. JSON is written anew, so that every character is spelled in the one way that the redactor knows: others
     * may write {@code \}{@code u0026} for an ampersand.
     */
    static String hiddenIn(byte[] answer) {
        try {
            JsonNode json = Json.read(answer);
            if (!json.isContainerNode()) {
                return new String(answer, StandardCharsets.UTF_8);
            }
            hide(json);
            return Json.write(json);
        } catch (IOException notJson) {
            String torso = new String(answer, StandardCharsets.UTF_8);
            return VALUE_IN_A_TORSO.matcher(torso).replaceAll("$1\"" + Redactor.MASK + "\"");
        }
    }

    private static void hide(JsonNode node) {
        if (node instanceof ObjectNode object
                && TYPES.contains(object.path("type").asText())) {
            VALUES.stream().filter(object::has).forEach(value -> object.put(value, Redactor.MASK));
        }
        node.forEach(LiveVariables::hide);
    }
}
