package com.pmerit.d4.cloudflare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** Settings of a Worker: those of its latest uploaded version, and those that belong to no version. */
public final class Settings {
    private final ApiCaller caller;
    private final AccountApi account;

    Settings(ApiCaller caller, AccountApi account) {
        this.caller = caller;
        this.account = account;
    }

    /** Those of the latest uploaded version. {@code GET …/scripts/{n}/settings}. */
    public ApiResult<WorkerSettings> get(String script) {
        ApiRequest request = caller.get("read the settings of Worker \"" + script + "\"", path(script, "settings"));
        return caller.call(request, envelope -> WorkerSettings.read(envelope.object()));
    }

    /**
     * Changes those of the latest uploaded version. {@code PATCH …/scripts/{n}/settings}. A list of bindings replaces all bindings: what
     * it leaves out is gone.
     */
    public ApiResult<WorkerSettings> patch(String script, Map<String, JsonNode> changes) {
        ApiRequest request = caller.request(
                "change the settings of Worker \"" + script + "\"",
                "PATCH",
                path(script, "settings"),
                CallClass.IDEMPOTENT_WRITE,
                Payload.settingsForm(object(changes)));
        return caller.call(request, envelope -> WorkerSettings.read(envelope.object()));
    }

    /** Those that belong to no version. {@code GET …/scripts/{n}/script-settings}. */
    public ApiResult<ScriptSettings> getScript(String script) {
        ApiRequest request =
                caller.get("read the script settings of Worker \"" + script + "\"", path(script, "script-settings"));
        return caller.call(request, envelope -> ScriptSettings.read(envelope.object()));
    }

    /** Changes those that belong to no version; what is not named stays. {@code PATCH …/scripts/{n}/script-settings}. */
    public ApiResult<ScriptSettings> patchScript(String script, Map<String, JsonNode> changes) {
        ApiRequest request = caller.request(
                "change the script settings of Worker \"" + script + "\"",
                "PATCH",
                path(script, "script-settings"),
                CallClass.IDEMPOTENT_WRITE,
                Payload.json(object(changes)));
        return caller.call(request, envelope -> ScriptSettings.read(envelope.object()));
    }

    private static ObjectNode object(Map<String, JsonNode> fields) {
        ObjectNode object = Json.object();
        fields.forEach(object::set);
        return object;
    }

    private String path(String script, String which) {
        return account.path("workers", "scripts", script, which);
    }
}
