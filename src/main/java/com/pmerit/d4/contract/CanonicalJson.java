package com.pmerit.d4.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.TreeMap;

/** Writes JSON so that equal values are equal texts: keys sorted, no blanks, {@code 1.0} as {@code 1} as JavaScript does. */
public final class CanonicalJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private CanonicalJson() {}

    /** The text of a value. */
    public static String of(JsonNode value) {
        return canonical(value).toString();
    }

    static Optional<String> ofText(String json) {
        try {
            JsonNode value = MAPPER.readTree(json);
            return value.isMissingNode() ? Optional.empty() : Optional.of(of(value));
        } catch (JsonProcessingException notJson) {
            return Optional.empty();
        }
    }

    private static JsonNode canonical(JsonNode value) {
        if (value.isObject()) {
            TreeMap<String, JsonNode> sorted = new TreeMap<>();
            value.properties().forEach(entry -> sorted.put(entry.getKey(), canonical(entry.getValue())));
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            object.setAll(sorted);
            return object;
        }
        if (value.isArray()) {
            return JsonNodeFactory.instance
                    .arrayNode()
                    .addAll(value.valueStream().map(CanonicalJson::canonical).toList());
        }
        if (value.isNumber() && !Double.isNaN(value.doubleValue()) && !Double.isInfinite(value.doubleValue())) {
            BigDecimal plain = value.decimalValue().stripTrailingZeros();
            return plain.scale() <= 0
                    ? JsonNodeFactory.instance.numberNode(plain.toBigIntegerExact())
                    : DecimalNode.valueOf(plain);
        }
        return value;
    }
}
