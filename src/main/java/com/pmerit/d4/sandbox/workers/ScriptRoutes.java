package com.pmerit.d4.sandbox.workers;

import com.pmerit.d4.sandbox.http.MultipartForm;
import com.pmerit.d4.sandbox.http.MultipartForm.Part;
import com.pmerit.d4.sandbox.http.Request;
import com.pmerit.d4.sandbox.http.Response;
import com.pmerit.d4.sandbox.http.Router;
import com.pmerit.d4.sandbox.workers.AccountWorkers.Changed;
import com.pmerit.d4.sandbox.workers.BindingResolver.Resolved;
import com.pmerit.d4.sandbox.workers.StoredVersion.Code;
import com.pmerit.d4.sandbox.workers.StoredVersion.CodeAssets;
import com.pmerit.d4.sandbox.workers.StoredVersion.ModuleReference;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Scripts and versions: upload, list, read, download. */
final class ScriptRoutes {
    private static final Pattern NAME = Pattern.compile("[a-z0-9_][a-z0-9_-]{0,62}");
    private static final int DEPLOYABLE = 100;

    private final Workers workers;

    ScriptRoutes(Workers workers) {
        this.workers = workers;
    }

    void addTo(Router.Builder routes) {
        String scripts = "/accounts/{account}/workers/scripts";
        routes.api("GET", scripts, this::list);
        routes.api("PUT", scripts + "/{script}", this::put);
        routes.api("GET", scripts + "/{script}/versions", this::versions);
        routes.api("POST", scripts + "/{script}/versions", this::upload);
        routes.api("GET", scripts + "/{script}/versions/{version}", this::version);
        routes.api("GET", scripts + "/{script}/content/v2", this::content);
    }

    private Response list(Request request) {
        return Response.result(workers.of(request).state().scripts().values().stream()
                .sorted(Comparator.comparing(Script::name))
                .map(script -> Views.script(script, AccountWorkers.latest(script)))
                .toList());
    }

    private Response put(Request request) throws IOException {
        AccountWorkers account = workers.of(request);
        String name = name(request);
        Upload upload = workers.reader().read(request.form());
        String source = Workers.source(request);
        return account.change(present -> {
            Optional<Script> known = present.script(name);
            Script script = known.orElseGet(() -> account.maker().script(name, source));
            StoredVersion version = version(account, known, script, upload, request);
            Script deployed = account.maker()
                    .deployed(script, version, upload.annotations())
                    .with(SettingsRoutes.merged(script, upload.settings()));
            return new Changed(present.with(deployed), Response.result(Views.script(deployed, version)));
        });
    }

    private Response upload(Request request) throws IOException {
        AccountWorkers account = workers.of(request);
        String name = request.parameter("script");
        account.script(name);
        Upload upload = workers.reader().read(request.form());
        return account.change(present -> {
            Script script = AccountWorkers.script(present, name);
            StoredVersion version = version(account, Optional.of(script), script, upload, request);
            Script more = script.with(version);
            return new Changed(present.with(more), Response.result(Views.version(more, version)));
        });
    }

    private StoredVersion version(
            AccountWorkers account, Optional<Script> known, Script script, Upload upload, Request request)
            throws IOException {
        boolean strict = request.queryValue("bindings_inherit").orElse("").equals("strict");
        Resolved bindings = account.maker().bindingsOf(known).resolve(upload.bindings(), upload.keepBindings(), strict);
        CodeAssets latest = known.flatMap(Script::latest)
                .map(found -> found.code().assets())
                .orElse(CodeAssets.none());
        CodeAssets assets = workers.sessions().chosen(account.account(), script.name(), upload.assets(), latest);
        Code code = account.maker().code(upload, assets);
        checkFiles(code, bindings);
        StoredVersion version = account.maker()
                .version(script, Workers.source(request), "upload", upload.annotations(), code, bindings);
        if (!code.modules().isEmpty()) {
            workers.checkStart(account, script.name(), version);
        }
        return version;
    }

    private static void checkFiles(Code code, Resolved bindings) {
        boolean files = !code.assets().manifest().isEmpty();
        if (!files && code.modules().isEmpty()) {
            throw WorkerRefusals.invalid("there is neither a module nor a file in the upload");
        }
        if (!files
                && bindings.bindings().stream()
                        .anyMatch(binding -> binding.path("type").asText().equals("assets"))) {
            throw WorkerRefusals.invalid("a binding of type assets needs static files, and the upload has none");
        }
    }

    private Response versions(Request request) {
        Script script = workers.of(request).script(request.parameter("script"));
        List<StoredVersion> newestFirst = new ArrayList<>(script.versions());
        Collections.reverse(newestFirst);
        boolean deployable = request.queryFlag("deployable");
        return Response.result(Map.of(
                "items",
                newestFirst.stream()
                        .limit(deployable ? DEPLOYABLE : Long.MAX_VALUE)
                        .map(Views::summary)
                        .toList()));
    }

    private Response version(Request request) {
        Script script = workers.of(request).script(request.parameter("script"));
        return Response.result(Views.version(script, AccountWorkers.version(script, request.parameter("version"))));
    }

    private Response content(Request request) throws IOException {
        AccountWorkers account = workers.of(request);
        Script script = account.script(request.parameter("script"));
        Optional<String> asked = request.queryValue("version");
        StoredVersion version =
                asked.isPresent() ? AccountWorkers.version(script, asked.get()) : AccountWorkers.latest(script);
        List<Part> parts = new ArrayList<>();
        for (ModuleReference module : version.code().modules()) {
            parts.add(new Part(
                    module.name(),
                    Optional.of(module.name()),
                    Optional.of(module.kind().contentType()),
                    account.contents().get(module.sha256())));
        }
        String boundary = "d4-" + version.code().etag();
        return Response.bytes(
                        200, "multipart/form-data; boundary=" + boundary, new MultipartForm(parts).write(boundary))
                .header("cf-entrypoint", version.code().mainModule());
    }

    static String name(Request request) {
        String name = request.parameter("script");
        if (!NAME.matcher(name).matches()) {
            throw WorkerRefusals.invalid("'" + name
                    + "' is not a Worker's name: at most 63 lower-case letters, digits, dashes and underscores");
        }
        return name;
    }
}
