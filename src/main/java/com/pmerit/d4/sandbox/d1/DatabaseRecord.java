package com.pmerit.d4.sandbox.d1;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pmerit.d4.sandbox.http.Json;
import java.time.Instant;
import java.util.UUID;

/**
 * What is known of a database besides its rows.
 *
 * @param uuid its id
 * @param account the id of the account that owns it
 * @param name unique within the account
 * @param createdAt when
 * @param region where it is said to run, such as {@code WEUR}
 * @param jurisdiction such as {@code eu}; empty for none
 * @param generation how often it was restored
 */
record DatabaseRecord(
        String uuid,
        String account,
        String name,
        Instant createdAt,
        String region,
        String jurisdiction,
        int generation) {
    static final String USUAL_REGION = "WEUR";

    DatabaseRecord {
        if (!UUID.fromString(uuid).toString().equals(uuid) || account.isEmpty() || name.isEmpty()) {
            throw new IllegalArgumentException("A database needs a uuid, an account and a name, not " + uuid);
        }
    }

    DatabaseRecord nextGeneration() {
        return new DatabaseRecord(uuid, account, name, createdAt, region, jurisdiction, generation + 1);
    }

    byte[] toJson() {
        ObjectNode node = Json.mapper().createObjectNode();
        node.put("uuid", uuid)
                .put("account", account)
                .put("name", name)
                .put("created_at", createdAt.toString())
                .put("region", region)
                .put("jurisdiction", jurisdiction)
                .put("generation", generation);
        return Json.write(node);
    }

    static DatabaseRecord fromJson(byte[] json) {
        JsonNode node = Json.parse(json);
        return new DatabaseRecord(
                node.path("uuid").textValue(),
                node.path("account").textValue(),
                node.path("name").textValue(),
                Instant.parse(node.path("created_at").textValue()),
                node.path("region").textValue(),
                node.path("jurisdiction").textValue(),
                node.path("generation").intValue());
    }
}
