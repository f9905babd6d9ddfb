package com.pmerit.d4.mojo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** What users of the shop meet, and what the next release finds: the state of an account without how it came about. */
final class Outlook {
    private Outlook() {}

    /**
     * Keeps of each script the versions that take part in its live deployment, by the part they take, and of each database all but
     * the rows of d4's own tables.
     */
    static ObjectNode of(ObjectNode snapshot) {
        ObjectNode outlook = snapshot.deepCopy();
        outlook.path("workers").path("scripts").forEach(script -> keepLive((ObjectNode) script));
        outlook.path("databases").forEach(database -> forgetBooks((ObjectNode) database.path("tables")));
        return outlook;
    }

    private static void keepLive(ObjectNode script) {
        ArrayNode deployments = (ArrayNode) script.path("deployments");
        JsonNode shares = deployments.path(deployments.size() - 1).path("versions");
        ArrayNode live = script.putArray("live");
        for (JsonNode version : script.path("versions")) {
            JsonNode share = shares.path(version.path("number").asText());
            if (!share.isMissingNode()) {
                ObjectNode part = live.addObject().put("percentage", share.asDouble());
                part.set("version", ((ObjectNode) version.deepCopy()).without("number"));
            }
        }
        script.remove(List.of("versions", "deployments"));
    }

    private static void forgetBooks(ObjectNode tables) {
        tables.remove(tables.properties().stream()
                .map(Map.Entry::getKey)
                .filter(name -> name.startsWith("d4_"))
                .toList());
    }
}
