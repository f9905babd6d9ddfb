package com.pmerit.d4.cloudflare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * One line of a flight: an exchange with its place in the build.
 *
 * @param sequence from 1, counted through the whole build in the order in which the answers came
 * @param goal who talked, such as {@code d4:deploy}
 * @param time when the request began
 * @param exchange what was said
 */
record FlightLine(long sequence, String goal, Instant time, Exchange exchange) {
    // Text from elsewhere must not turn a terminal that shows the file, or end a line of it.
    private static final JsonMapper ASCII =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    /** One JSON object in one line of ASCII, without the line's end. */
    String toJson() {
        ObjectNode line = Json.object().put("sequence", sequence).put("goal", goal);
        line.put("time", time.toString());
        line.put("method", exchange.method()).put("path", exchange.path());
        exchange.query().ifPresent(query -> line.put("query", query));
        line.put("attempt", exchange.attempt());
        exchange.status().ifPresent(status -> line.put("status", status));
        line.put("durationMillis", exchange.duration().toMillis());
        add(line, "sent", exchange.sent());
        add(line, "received", exchange.received());
        exchange.ray().ifPresent(ray -> line.put("ray", ray));
        exchange.trouble().ifPresent(trouble -> line.put("trouble", trouble));
        try {
            return ASCII.writeValueAsString(line);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a tree of texts and numbers could not be written", impossible);
        }
    }

    private static void add(ObjectNode line, String which, ExchangeBody body) {
        if (body.equals(ExchangeBody.NONE)) {
            return;
        }
        ObjectNode node = line.putObject(which).put("type", body.type()).put("bytes", body.bytes());
        body.field().ifPresent(field -> node.put("field", field));
        node.put("text", body.text());
        if (!body.whole()) {
            node.put("whole", false);
        }
        if (!body.modules().isEmpty()) {
            ArrayNode modules = node.putArray("modules");
            body.modules().forEach(module -> add(modules.addObject(), module));
        }
    }

    private static void add(ObjectNode node, ExchangeBody.Module module) {
        node.put("name", module.name()).put("type", module.type());
        node.put("bytes", module.bytes()).put("sha256", module.sha256());
    }
}
