package com.pmerit.d4.sandbox.workers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pmerit.d4.sandbox.assets.AssetConfig;
import com.pmerit.d4.sandbox.http.Fields;
import com.pmerit.d4.sandbox.http.Json;
import com.pmerit.d4.sandbox.http.MultipartForm;
import com.pmerit.d4.sandbox.http.MultipartForm.Part;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the multipart form of a script or version upload: {@code metadata} and one part a module. */
public final class UploadReader {
    private static final String METADATA = "metadata";
    private static final List<String> OPTIONS =
            List.of("limits", "placement", "usage_model", "cache_options", "package_dependencies", "capnp_schema");
    static final List<String> SETTINGS =
            List.of("logpush", "tail_consumers", "streaming_tail_consumers", "observability", "tags");
    private static final List<String> UNSUPPORTED = List.of("migrations", "exports", "containers", "body_part");

    private final Clock clock;

    /** A reader that knows what day it is, because no compatibility date may be later. */
    public UploadReader(Clock clock) {
        this.clock = clock;
    }

    /** Reads a form; what Cloudflare would refuse is refused with code 10021, what cannot be run here with words of its own. */
    public Upload read(MultipartForm form) {
        Part part = form.part(METADATA).orElseThrow(() -> WorkerRefusals.invalid("the upload has no part metadata"));
        JsonNode metadata = Json.parse(part.content().bytes());
        Fields fields = new Fields(metadata, METADATA, WorkerRefusals.INVALID_SCRIPT);
        for (String name : UNSUPPORTED) {
            if (fields.has(name)) {
                throw WorkerRefusals.unsupported("an upload with " + name);
            }
        }
        AssetChoice assets = assets(fields);
        boolean filesOnly = !(assets instanceof AssetChoice.None) && !fields.has("main_module");
        String mainModule = filesOnly ? "" : fields.text("main_module");
        Upload upload = new Upload(
                mainModule,
                filesOnly ? List.of() : modules(form, mainModule),
                fields.elements("bindings"),
                fields.has("keep_bindings") ? Optional.of(fields.texts("keep_bindings")) : Optional.empty(),
                compatibilityDate(fields, clock),
                fields.texts("compatibility_flags"),
                Annotations.read(fields.has("annotations") ? fields.node("annotations") : Json.nothing()),
                pick(fields, OPTIONS),
                pick(fields, SETTINGS),
                assets);
        fields.refuseOthers();
        return upload;
    }

    private static AssetChoice assets(Fields metadata) {
        boolean keep = metadata.flag("keep_assets", false);
        if (!metadata.has("assets")) {
            return keep ? new AssetChoice.Kept(Optional.empty()) : new AssetChoice.None();
        }
        Fields assets = metadata.object("assets");
        String token = assets.text("jwt", "");
        Optional<ObjectNode> config =
                assets.has("config") ? Optional.of(config(assets.node("config"))) : Optional.empty();
        assets.refuseOthers();
        if (token.isEmpty() && !keep) {
            throw WorkerRefusals.invalid("assets of metadata must have the jwt of an upload session");
        }
        return token.isEmpty()
                ? new AssetChoice.Kept(config)
                : new AssetChoice.Uploaded(token, config.orElseGet(Json.mapper()::createObjectNode));
    }

    private static ObjectNode config(JsonNode config) {
        AssetConfig.read(config, WorkerRefusals.INVALID_SCRIPT);
        return config.deepCopy();
    }

    static ObjectNode pick(Fields fields, List<String> names) {
        ObjectNode picked = Json.mapper().createObjectNode();
        for (String name : names) {
            if (fields.has(name)) {
                picked.set(name, fields.node(name));
            }
        }
        return picked;
    }

    static String compatibilityDate(Fields fields, Clock clock) {
        String text = fields.text("compatibility_date", "");
        if (text.isEmpty()) {
            return text;
        }
        try {
            if (LocalDate.parse(text).isAfter(LocalDate.now(clock))) {
                throw WorkerRefusals.invalid("Can't set compatibility date in the future: \"" + text + "\".");
            }
            return text;
        } catch (DateTimeParseException malformed) {
            throw WorkerRefusals.invalid("Invalid compatibility date: \"" + text + "\". It must be YYYY-MM-DD.");
        }
    }

    private static List<WorkerModule> modules(MultipartForm form, String mainModule) {
        List<WorkerModule> modules = new ArrayList<>();
        for (Part part : form.parts()) {
            if (!part.name().equals(METADATA)) {
                modules.add(module(part));
            }
        }
        ModuleKind main = modules.stream()
                .filter(module -> module.name().equals(mainModule))
                .map(WorkerModule::kind)
                .findFirst()
                .orElseThrow(() ->
                        WorkerRefusals.invalid("main_module " + mainModule + " is not among the uploaded modules"));
        if (main != ModuleKind.ES_MODULE) {
            throw WorkerRefusals.invalid(
                    "main_module " + mainModule + " must have the Content-Type " + ModuleKind.ES_MODULE.contentType());
        }
        return modules;
    }

    private static WorkerModule module(Part part) {
        String type = part.contentType().orElse("");
        ModuleKind kind = ModuleKind.of(type)
                .orElseThrow(() -> WorkerRefusals.invalid(
                        "module " + part.name() + " has the unsupported Content-Type '" + type + "'"));
        return new WorkerModule(part.name(), kind, part.content());
    }
}
