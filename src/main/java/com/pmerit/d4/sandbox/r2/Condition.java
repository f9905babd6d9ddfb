package com.pmerit.d4.sandbox.r2;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.function.Predicate;

/** The {@code onlyIf} of a request, with the meaning of the HTTP headers it stands for (RFC 9110, 13.1). */
final class Condition implements Predicate<Optional<StoredObject>> {
    private final JsonNode json;

    Condition(JsonNode json) {
        this.json = json;
    }

    @Override
    public boolean test(Optional<StoredObject> found) {
        if (found.isEmpty()) {
            return !json.has("etagMatches") && !json.has("uploadedAfter");
        }
        StoredObject object = found.get();
        boolean matches = !json.has("etagMatches") || names(json.get("etagMatches"), object.etag(), false);
        boolean differs = !json.has("etagDoesNotMatch") || !names(json.get("etagDoesNotMatch"), object.etag(), true);
        return matches && differs && isOld(object, matches) && isNew(object, differs);
    }

    /** If-Unmodified-Since; an If-Match that holds makes it void. */
    private boolean isOld(StoredObject object, boolean matches) {
        return !json.has("uploadedBefore")
                || time(object.uploaded()) < time(json.get("uploadedBefore").asLong())
                || (json.has("etagMatches") && matches);
    }

    /** If-Modified-Since; an If-None-Match that holds makes it void. */
    private boolean isNew(StoredObject object, boolean differs) {
        return !json.has("uploadedAfter")
                || time(json.get("uploadedAfter").asLong()) < time(object.uploaded())
                || (json.has("etagDoesNotMatch") && differs);
    }

    private long time(long millis) {
        return json.path("secondsGranularity").asBoolean() ? Math.floorDiv(millis, 1000L) : millis;
    }

    private static boolean names(JsonNode etags, String etag, boolean weakCounts) {
        for (JsonNode one : etags) {
            String type = one.path("type").asText();
            if (type.equals("wildcard")
                    || (one.path("value").asText().equals(etag) && (weakCounts || type.equals("strong")))) {
                return true;
            }
        }
        return false;
    }
}
