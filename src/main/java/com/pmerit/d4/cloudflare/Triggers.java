package com.pmerit.d4.cloudflare;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;

/** What calls a Worker besides routes: cron schedules, and its name under workers.dev. */
public final class Triggers {
    private final ApiCaller caller;
    private final AccountApi account;

    Triggers(ApiCaller caller, AccountApi account) {
        this.caller = caller;
        this.account = account;
    }

    /** The cron expressions. {@code GET …/scripts/{n}/schedules}. */
    public ApiResult<List<String>> schedules(String script) {
        ApiRequest request = caller.get("read the schedules of Worker \"" + script + "\"", path(script, "schedules"));
        return caller.call(request, Triggers::crons);
    }

    /** Replaces all cron expressions; none clears them. {@code PUT …/scripts/{n}/schedules}. */
    public ApiResult<List<String>> replaceSchedules(String script, List<String> crons) {
        ArrayNode body = JsonNodeFactory.instance.arrayNode();
        crons.forEach(cron -> body.addObject().put("cron", cron));
        ApiRequest request = caller.request(
                "replace the schedules of Worker \"" + script + "\"",
                "PUT",
                path(script, "schedules"),
                CallClass.IDEMPOTENT_WRITE,
                Payload.json(body));
        return caller.call(request, Triggers::crons);
    }

    /** Whether it answers under workers.dev. {@code GET …/scripts/{n}/subdomain}. */
    public ApiResult<WorkersDev> workersDev(String script) {
        ApiRequest request = caller.get(
                "read whether Worker \"" + script + "\" answers under workers.dev", path(script, "subdomain"));
        return caller.call(request, envelope -> WorkersDev.read(envelope.object()));
    }

    /** Sets whether it answers under workers.dev. {@code POST …/scripts/{n}/subdomain}, which leaves the same state however often. */
    public ApiResult<WorkersDev> setWorkersDev(String script, WorkersDev wanted) {
        ApiRequest request = caller.request(
                        "set whether Worker \"" + script + "\" answers under workers.dev",
                        "POST",
                        path(script, "subdomain"),
                        CallClass.IDEMPOTENT_WRITE,
                        Payload.json(Json.object()
                                .put("enabled", wanted.enabled())
                                .put("previews_enabled", wanted.previews())))
                .withHeader("Cloudflare-Workers-Script-Api-Date", "2025-08-01");
        return caller.call(request, envelope -> WorkersDev.read(envelope.object()));
    }

    private static List<String> crons(Envelope envelope) {
        return envelope.object().objects("schedules").stream()
                .map(schedule -> schedule.text("cron"))
                .toList();
    }

    private String path(String script, String which) {
        return account.path("workers", "scripts", script, which);
    }
}
