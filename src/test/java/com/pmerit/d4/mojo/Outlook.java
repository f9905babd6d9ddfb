package com.pmerit.d4.mojo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What users of the shop meet, and what the next release finds: the state of an account without how it came about. */
final class Outlook {
    private Outlook() {}

    /**
     * Keeps of each script the versions that take part in its live deployment, by the part they take, of each site the deployment
     * that is live and the newest preview, and of each database all but the rows of d4's own tables.
     */
    static ObjectNode of(ObjectNode snapshot) {
        ObjectNode outlook = snapshot.deepCopy();
        outlook.path("workers").path("scripts").forEach(script -> keepLive((ObjectNode) script));
        outlook.path("pages").forEach(project -> keepShown((ArrayNode) project.path("deployments")));
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

    private static void keepShown(ArrayNode deployments) {
        List<JsonNode> previews = new ArrayList<>();
        List<JsonNode> shown = new ArrayList<>();
        for (JsonNode deployment : deployments) {
            boolean preview = deployment.path("environment").asText().equals("preview");
            if (preview) {
                previews.add(deployment);
            } else if (deployment.path("live").asBoolean()) {
                shown.add(deployment);
            }
        }
        previews.stream().skip(Math.max(0, previews.size() - 1)).forEach(shown::add);
        deployments.removeAll().addAll(shown);
    }

    private static void forgetBooks(ObjectNode tables) {
        tables.remove(tables.properties().stream()
                .map(Map.Entry::getKey)
                .filter(name -> name.startsWith("d4_"))
                .toList());
    }
}
