package com.pmerit.d4.release;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.pmerit.d4.cloudflare.PlainText;
import java.util.Map;

/**
 * What a lock's row says at one moment. Whoever edits it by hand makes a strange holder, never a failure.
 *
 * @param owner who has it or had it last
 * @param fence grows with each owner
 * @param secondsLeft until it runs out, by the database's clock; none or fewer when it is free
 */
public record Holder(String owner, long fence, long secondsLeft) {
    private static final int SHOWN = 200;

    static Holder of(Map<String, JsonNode> row) {
        return new Holder(
                cell(row, "owner").asText(),
                cell(row, "fence").asLong(),
                cell(row, "seconds_left").asLong());
    }

    /** Who it is, fit for a terminal. */
    public String who() {
        String plain = PlainText.of(owner);
        return plain.length() > SHOWN ? plain.substring(0, SHOWN) + " …" : plain;
    }

    boolean is(LockOwner asked) {
        return owner.equals(asked.text()) && fence > 0 && secondsLeft > 0;
    }

    private static JsonNode cell(Map<String, JsonNode> row, String column) {
        return row.getOrDefault(column, MissingNode.getInstance());
    }
}
