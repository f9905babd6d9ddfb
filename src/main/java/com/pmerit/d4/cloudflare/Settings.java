package com.pmerit.d4.cloudflare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** Settings of a Worker that belong to no version. */
public final class Settings {
    private final ApiCaller caller;
    private final AccountApi account;

    Settings(ApiCaller caller, AccountApi account) {
        this.caller = caller;
        this.account = account;
    }

    /** All of them. {@code GET …/scripts/{n}/script-settings}. */
    public ApiResult<ScriptSettings> getScript(String script) {
        ApiRequest request = caller.get("read the script settings of Worker \"" + script + "\"", path(script));
        return caller.call(request, envelope -> ScriptSettings.read(envelope.object()));
    }

    /** Changes some; what is not named stays. {@code PATCH …/scripts/{n}/script-settings}. */
    public ApiResult<ScriptSettings> patchScript(String script, Map<String, JsonNode> changes) {
        ApiRequest request = caller.request(
                "change the script settings of Worker \"" + script + "\"",
                "PATCH",
                path(script),
                CallClass.IDEMPOTENT_WRITE,
                Payload.json(object(changes)));
        return caller.call(request, envelope -> ScriptSettings.read(envelope.object()));
    }

    private static ObjectNode object(Map<String, JsonNode> fields) {
        ObjectNode object = Json.object();
        fields.forEach(object::set);
        return object;
    }

    private String path(String script) {
        return account.path("workers", "scripts", script, "script-settings");
    }
}
