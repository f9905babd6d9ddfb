package com.pmerit.d4.sandbox.workers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pmerit.d4.sandbox.http.Fields;
import com.pmerit.d4.sandbox.http.Json;
import com.pmerit.d4.sandbox.http.Request;
import com.pmerit.d4.sandbox.http.Response;
import com.pmerit.d4.sandbox.http.Router;
import com.pmerit.d4.sandbox.workers.AccountWorkers.Changed;
import com.pmerit.d4.sandbox.workers.BindingResolver.Resolved;
import com.pmerit.d4.sandbox.workers.StoredVersion.Code;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Settings: those of the latest version ({@code settings}) and those of the script ({@code script-settings}). */
final class SettingsRoutes {
    private static final int SETTINGS_EDIT = 10214;
    private static final List<String> OPTIONS = List.of("limits", "placement", "usage_model");

    private final Workers workers;

    SettingsRoutes(Workers workers) {
        this.workers = workers;
    }

    void addTo(Router.Builder routes) {
        String script = "/accounts/{account}/workers/scripts/{script}";
        routes.api("GET", script + "/settings", this::read);
        routes.api("PATCH", script + "/settings", this::patch);
        routes.api(
                "GET",
                script + "/script-settings",
                request ->
                        Response.result(Views.scriptSettings(workers.of(request).script(request.parameter("script")))));
        routes.api("PATCH", script + "/script-settings", this::patchScript);
    }

    private Response read(Request request) {
        Script script = workers.of(request).script(request.parameter("script"));
        return Response.result(Views.settings(script, AccountWorkers.latest(script)));
    }

    private Response patchScript(Request request) throws IOException {
        Fields body = new Fields(request.json(), "script-settings");
        ObjectNode given = UploadReader.pick(body, UploadReader.SETTINGS);
        body.refuseOthers();
        AccountWorkers account = workers.of(request);
        return account.change(present -> {
            Script script = AccountWorkers.script(present, request.parameter("script"));
            Script changed = script.with(merged(script, given));
            return new Changed(present.with(changed), Response.result(Views.scriptSettings(changed)));
        });
    }

    private Response patch(Request request) throws IOException {
        byte[] settings = request.form()
                .part("settings")
                .orElseThrow(() -> WorkerRefusals.invalid("the form has no part settings"))
                .content()
                .bytes();
        Fields fields = new Fields(Json.parse(settings), "settings", WorkerRefusals.INVALID_SCRIPT);
        AccountWorkers account = workers.of(request);
        return account.change(present -> {
            Script script = AccountWorkers.script(present, request.parameter("script"));
            StoredVersion latest = AccountWorkers.latest(script);
            ObjectNode given = UploadReader.pick(fields, UploadReader.SETTINGS);
            ObjectNode options = UploadReader.pick(fields, OPTIONS);
            Script changed = script.with(merged(script, given));
            fields.alsoKnown("bindings", "compatibility_date", "compatibility_flags");
            boolean versioned = fields.has("bindings")
                    || fields.has("compatibility_date")
                    || fields.has("compatibility_flags")
                    || !options.isEmpty();
            StoredVersion version = latest;
            if (versioned) {
                version = version(account, script, latest, fields, options, Workers.source(request));
                changed = account.maker().deployed(changed, version, Map.of());
            }
            fields.refuseOthers();
            return new Changed(present.with(changed), Response.result(Views.settings(changed, version)));
        });
    }

    private StoredVersion version(
            AccountWorkers account,
            Script script,
            StoredVersion latest,
            Fields fields,
            ObjectNode options,
            String source) {
        if (!script.latestIsDeployed()) {
            throw WorkerRefusals.latestIsNotDeployed(SETTINGS_EDIT);
        }
        Resolved bindings = fields.has("bindings")
                ? account.maker().bindingsOf(Optional.of(script)).resolveSettings(fields.elements("bindings"))
                : new Resolved(latest.bindings(), latest.secrets());
        ObjectNode merged = latest.code().options().deepCopy();
        merged.setAll(options);
        Code code = new Code(
                latest.code().mainModule(),
                latest.code().modules(),
                fields.has("compatibility_date")
                        ? UploadReader.compatibilityDate(
                                fields, account.stamps().clock())
                        : latest.code().compatibilityDate(),
                fields.has("compatibility_flags")
                        ? fields.texts("compatibility_flags")
                        : latest.code().compatibilityFlags(),
                merged,
                latest.code().etag(),
                latest.code().assets());
        return account.maker().version(script, source, "settings", Map.of(), code, bindings);
    }

    /** The script's settings with the given ones put over them. */
    static ObjectNode merged(Script script, ObjectNode given) {
        ObjectNode merged = script.settings().deepCopy();
        merged.setAll(given);
        return merged;
    }
}
