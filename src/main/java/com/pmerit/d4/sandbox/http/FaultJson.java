package com.pmerit.d4.sandbox.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.pmerit.d4.sandbox.http.Fault.Effect;
import com.pmerit.d4.sandbox.http.Fault.Moment;
import com.pmerit.d4.sandbox.http.Fault.Where;
import com.pmerit.d4.sandbox.http.Headers.Header;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Reads faults from JSON: an array of objects such as {@code {"method":"POST","path":"/accounts/{account}/d1/database/{database}/query",
 * "nth":2,"times":1,"effect":{"kind":"answer","status":503,"headers":{"Retry-After":"1"}}}}.
 *
 * <p>{@code path} is a route template, {@code pattern} a regular expression instead of it; {@code method} is {@code *} by default, {@code nth}
 * and {@code times} are 1. Kinds: {@code answer} (status, headers, contentType, text), {@code html} (status), {@code success-false},
 * {@code drop}, {@code delay} (millis), each with {@code "acts":true} when the server acts first; {@code truncate} (keep),
 * {@code content-type} (contentType), {@code trickle} (millis), which always act.
 */
public final class FaultJson {
    private static final String FAILED =
            "{\"result\":null,\"success\":false,\"errors\":[{\"code\":10013,\"message\":\"An unknown error has occurred.\"}],\"messages\":[]}";

    private FaultJson() {}

    /** Reads one fault or an array of them; an unknown key, kind or value is refused with 400. */
    public static List<Fault> read(JsonNode json) {
        List<Fault> faults = new ArrayList<>();
        for (JsonNode one :
                json.isArray() ? json : Json.mapper().createArrayNode().add(json)) {
            faults.add(fault(new Fields(one, "fault")));
        }
        return faults;
    }

    private static Fault fault(Fields fields) {
        String method = fields.text("method", "*");
        Where where = where(fields);
        int nth = fields.number("nth", 1);
        int times = fields.number("times", 1);
        Effect effect = effect(fields.object("effect"));
        fields.refuseOthers();
        if (nth < 1 || times < 1) {
            throw Refusal.of(400, 10001, "nth and times of a fault start at 1");
        }
        return new Fault(method, where, nth, times, effect);
    }

    private static Where where(Fields fields) {
        if (fields.has("path") == fields.has("pattern")) {
            throw Refusal.of(
                    400, 10001, "a fault names either path, a route template, or pattern, a regular expression");
        }
        if (fields.has("path")) {
            return new Fault.Template(fields.text("path"));
        }
        try {
            return new Fault.Matching(Pattern.compile(fields.text("pattern")));
        } catch (PatternSyntaxException broken) {
            throw Refusal.of(400, 10001, "pattern of a fault is not a regular expression: " + broken.getDescription());
        }
    }

    private static Effect effect(Fields fields) {
        String kind = fields.text("kind");
        Effect effect = switch (kind) {
            case "answer" ->
                new Fault.Answer(
                        moment(fields),
                        fields.number("status", 500),
                        fields.text("contentType", "application/json"),
                        headers(fields),
                        fields.text("text", FAILED));
            case "html" ->
                new Fault.Answer(
                        moment(fields),
                        fields.number("status", 502),
                        "text/html; charset=UTF-8",
                        List.of(),
                        "<!DOCTYPE html><html><head><title>Bad gateway</title></head><body>error</body></html>");
            case "success-false" -> new Fault.Answer(moment(fields), 200, "application/json", List.of(), FAILED);
            case "drop" -> new Fault.Drop(moment(fields));
            case "delay" -> new Fault.Delay(moment(fields), Duration.ofMillis(fields.number("millis", 1000)));
            case "truncate" -> new Fault.Truncate(fields.number("keep", 10));
            case "content-type" -> new Fault.WrongContentType(fields.text("contentType", "text/plain"));
            case "trickle" -> new Fault.Trickle(Duration.ofMillis(fields.number("millis", 1)));
            default -> throw Refusal.of(400, 10001, "unknown kind of fault: " + kind);
        };
        fields.refuseOthers();
        return effect;
    }

    private static Moment moment(Fields fields) {
        return fields.flag("acts", false) ? Moment.AFTER_ACTING : Moment.BEFORE_ACTING;
    }

    private static List<Header> headers(Fields fields) {
        List<Header> headers = new ArrayList<>();
        if (fields.has("headers")) {
            fields.node("headers")
                    .properties()
                    .forEach(entry -> headers.add(
                            new Header(entry.getKey(), entry.getValue().asText())));
        }
        return headers;
    }
}
