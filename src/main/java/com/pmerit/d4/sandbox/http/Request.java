package com.pmerit.d4.sandbox.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One request as a handler sees it.
 *
 * @param method upper case
 * @param path the path as on the wire, still percent-encoded, without the query
 * @param parameters the values of the route's {@code {name}} segments, decoded
 * @param query the query parameters, decoded, in order
 * @param headers the headers as sent
 * @param body the whole body; empty when there is none
 * @param search the query as on the wire, with its question mark; empty when there is none
 */
public record Request(
        String method,
        String path,
        Map<String, String> parameters,
        Map<String, List<String>> query,
        Headers headers,
        Content body,
        String search) {
    public Request {
        parameters = Map.copyOf(parameters);
        query = Map.copyOf(query);
    }

    /** A request for a handler that does not ask how its query was written. */
    public Request(
            String method,
            String path,
            Map<String, String> parameters,
            Map<String, List<String>> query,
            Headers headers,
            Content body) {
        this(method, path, parameters, query, headers, body, "");
    }

    /**
     * The value of a {@code {name}} segment of the route.
     *
     * @throws IllegalArgumentException when the route has no such segment
     */
    public String parameter(String name) {
        String value = parameters.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the route of " + path + " has no segment {" + name + "}");
        }
        return value;
    }

    /** The account id of the route. */
    public String account() {
        return parameter("account");
    }

    /** The first value of a query parameter; an empty value counts as given. */
    public Optional<String> queryValue(String name) {
        return query.getOrDefault(name, List.of()).stream().findFirst();
    }

    /** Whether a query parameter is {@code true}; anything but true, false or absence is refused with 400. */
    public boolean queryFlag(String name) {
        String value = queryValue(name).orElse("false");
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw Refusal.of(400, 10001, "query parameter " + name + " must be true or false");
        };
    }

    /** The body parsed as JSON whatever its content type, because wrangler sends JSON as text/plain; 400 when it is not JSON. */
    public JsonNode json() {
        return Json.parse(body.bytes());
    }

    /** The body parsed as multipart/form-data; 400 when it is not. */
    public MultipartForm form() {
        return MultipartForm.parse(headers.first("content-type").orElse(""), body);
    }

    /** Neither body nor query: both may hold secrets. */
    @Override
    public String toString() {
        return method + " " + path;
    }
}
