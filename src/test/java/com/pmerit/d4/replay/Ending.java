package com.pmerit.d4.replay;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How the server judged a request.
 *
 * @param status HTTP status
 * @param verdict what the envelope says; empty when the answer was not JSON or was not recorded to its end
 */
record Ending(int status, Optional<Verdict> verdict) {
    /**
     * What an envelope says.
     *
     * @param success its field {@code success}
     * @param codes of its errors
     * @param changes rows that each statement changed, where the answer is a database's
     */
    record Verdict(boolean success, List<Integer> codes, List<Long> changes) {}

    static Ending of(int status, Optional<JsonNode> answer) {
        return new Ending(status, answer.map(Ending::verdict));
    }

    /** Whether nothing that both know differs. */
    boolean agreesWith(Ending other) {
        boolean bothTold = verdict.isPresent() && other.verdict.isPresent();
        return status == other.status && (!bothTold || verdict.equals(other.verdict));
    }

    private static Verdict verdict(JsonNode answer) {
        List<Integer> codes = new ArrayList<>();
        answer.path("errors").forEach(error -> codes.add(error.path("code").asInt()));
        List<Long> changes = new ArrayList<>();
        answer.path("result")
                .forEach(result ->
                        changes.add(result.path("meta").path("changes").asLong()));
        return new Verdict(answer.path("success").asBoolean(), codes, changes);
    }

    @Override
    public String toString() {
        return verdict.map(told -> status + " success=" + told.success() + " errors=" + told.codes() + " changes="
                        + told.changes())
                .orElse(Integer.toString(status));
    }
}
