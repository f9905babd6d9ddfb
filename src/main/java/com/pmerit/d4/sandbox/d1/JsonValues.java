package com.pmerit.d4.sandbox.d1;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.pmerit.d4.sandbox.http.Refusal;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** SQLite's values as D1 writes them in JSON, and back: every number is a JavaScript number, a blob is an array of bytes. */
final class JsonValues {
    private static final long LARGEST_EXACT = 1L << 53;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private JsonValues() {}

    /** Integers beyond 2^53 are rounded as JavaScript does, infinities become null. */
    static JsonNode write(@Nullable Object value) {
        if (value instanceof Long number) {
            return Math.abs(number) <= LARGEST_EXACT && number != Long.MIN_VALUE
                    ? NODES.numberNode(number)
                    : number((double) number);
        }
        if (value instanceof Double number) {
            return number(number);
        }
        if (value instanceof String text) {
            return NODES.textNode(text);
        }
        if (value instanceof byte[] bytes) {
            ArrayNode array = NODES.arrayNode(bytes.length);
            for (byte each : bytes) {
                array.add(each & 0xff);
            }
            return array;
        }
        return NODES.nullNode();
    }

    /**
     * The parameters of a statement. D1 binds every number as a floating-point one, and a column of type INTEGER makes it
     * an integer again. Allowed are null, numbers, strings, booleans as 1 and 0, arrays of bytes as blobs.
     *
     * @throws Refusal 400 for anything else
     */
    static List<@Nullable Object> read(List<JsonNode> parameters) {
        List<@Nullable Object> values = new ArrayList<>();
        for (JsonNode parameter : parameters) {
            values.add(read(parameter));
        }
        return values;
    }

    private static @Nullable Object read(JsonNode parameter) {
        if (parameter.isNull()) {
            return null;
        }
        if (parameter.isTextual()) {
            return parameter.textValue();
        }
        if (parameter.isBoolean()) {
            return parameter.booleanValue() ? 1.0 : 0.0;
        }
        if (parameter.isNumber()) {
            return parameter.doubleValue();
        }
        if (parameter.isArray()) {
            return readBytes(parameter);
        }
        throw Refusal.of(400, 7400, "A parameter must be null, a number, a string, a boolean or an array of bytes");
    }

    private static byte[] readBytes(JsonNode parameter) {
        byte[] bytes = new byte[parameter.size()];
        for (int index = 0; index < bytes.length; index++) {
            JsonNode each = parameter.get(index);
            if (!each.canConvertToInt() || !each.isIntegralNumber() || each.intValue() < 0 || each.intValue() > 255) {
                throw Refusal.of(400, 7400, "A blob parameter must be an array of numbers from 0 to 255");
            }
            bytes[index] = (byte) each.intValue();
        }
        return bytes;
    }

    private static JsonNode number(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return NODES.nullNode();
        }
        BigDecimal shortest = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        boolean whole = shortest.signum() == 0 || shortest.scale() <= 0;
        // JavaScript writes whole numbers below 10^21 without an exponent.
        if (whole && Math.abs(value) < 1e21) {
            BigInteger integer = shortest.toBigIntegerExact();
            return NODES.numberNode(integer);
        }
        return NODES.numberNode(shortest);
    }
}
