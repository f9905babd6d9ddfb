package com.pmerit.d4.release;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pmerit.d4.contract.CanonicalJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A plan as JSON, and back. */
final class PlanJson {
    private PlanJson() {}

    /** The text that a plan's hash is made of. */
    static String canonical(Plan plan) {
        return CanonicalJson.of(write(plan));
    }

    static ObjectNode write(Plan plan) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("environment", plan.environment()).put("worker", plan.worker());
        plan.commit().ifPresent(commit -> json.put("commit", commit));
        json.put("code", plan.code()).put("lockable", plan.lockable());
        ArrayNode changes = json.putArray("changes");
        plan.changes()
                .forEach(change -> changes.addObject()
                        .put("subject", change.subject())
                        .put("name", change.name())
                        .put("before", change.before())
                        .put("after", change.after()));
        ArrayNode observed = json.putArray("observed");
        plan.observed()
                .forEach(seen -> observed.addObject().put("name", seen.name()).put("value", seen.value()));
        plan.warnings().forEach(json.putArray("warnings")::add);
        return json;
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws MalformedPlanException when something is missing or of another kind
     */
    static Plan read(JsonNode json) throws MalformedPlanException {
        Optional<String> commit = json.has("commit") ? Optional.of(text(json, "commit")) : Optional.empty();
        if (!json.path("lockable").isBoolean()) {
            throw new MalformedPlanException("lockable is not true or false");
        }
        List<Change> changes = new ArrayList<>();
        for (JsonNode row : array(json, "changes")) {
            changes.add(change(row));
        }
        List<Observation> observed = new ArrayList<>();
        for (JsonNode row : array(json, "observed")) {
            observed.add(new Observation(text(row, "name"), text(row, "value")));
        }
        List<String> warnings = new ArrayList<>();
        for (JsonNode warning : array(json, "warnings")) {
            warnings.add(warning.asText());
        }
        return new Plan(
                text(json, "environment"),
                text(json, "worker"),
                commit,
                text(json, "code"),
                json.path("lockable").booleanValue(),
                changes,
                observed,
                warnings);
    }

    private static Change change(JsonNode row) throws MalformedPlanException {
        try {
            return new Change(text(row, "subject"), text(row, "name"), text(row, "before"), text(row, "after"));
        } catch (IllegalArgumentException blank) {
            throw new MalformedPlanException(String.valueOf(blank.getMessage()));
        }
    }

    private static JsonNode array(JsonNode json, String key) throws MalformedPlanException {
        if (!json.path(key).isArray()) {
            throw new MalformedPlanException(key + " is not a list");
        }
        return json.path(key);
    }

    private static String text(JsonNode json, String key) throws MalformedPlanException {
        if (!json.path(key).isTextual()) {
            throw new MalformedPlanException(key + " is not a text");
        }
        return json.path(key).textValue();
    }
}
