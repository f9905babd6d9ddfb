package com.pmerit.d4.worker;

import com.fasterxml.jackson.databind.JsonNode;
import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.cloudflare.ScriptSettings;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads what calls a Worker, for an undo to go back to. Writes nothing. */
public final class TriggersReading {
    /** The name under which a run keeps it. */
    public static final String KEPT = "triggers";

    private final AccountApi account;

    /** Reads from this account. */
    public TriggersReading(AccountApi account) {
        this.account = account;
    }

    /** What a run is to keep before its first write, by name; nothing for a Worker that does not exist. */
    public ApiResult<Map<String, String>> kept(String worker) {
        return now(worker)
                .orAbsent()
                .map(found ->
                        found.map(triggers -> Map.of(KEPT, triggers.json())).orElse(Map.of()));
    }

    ApiResult<KeptTriggers> now(String worker) {
        return account.triggers()
                .workersDev(worker)
                .then(workersDev -> account.triggers()
                        .schedules(worker)
                        .then(schedules -> account.settings()
                                .getScript(worker)
                                .map(settings ->
                                        new KeptTriggers(workersDev, new TreeSet<>(schedules), set(settings)))));
    }

    private static Map<String, JsonNode> set(ScriptSettings settings) {
        Map<String, JsonNode> set = new TreeMap<>(settings.fields());
        set.keySet().retainAll(Set.copyOf(UnversionedSettings.KEYS));
        set.values().removeIf(JsonNode::isNull);
        return set;
    }
}
