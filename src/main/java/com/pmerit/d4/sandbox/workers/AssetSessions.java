package com.pmerit.d4.sandbox.workers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pmerit.d4.sandbox.assets.AssetConfig;
import com.pmerit.d4.sandbox.assets.AssetHash;
import com.pmerit.d4.sandbox.assets.AssetShelf;
import com.pmerit.d4.sandbox.assets.AssetShelf.Arrival;
import com.pmerit.d4.sandbox.assets.TokenSigner;
import com.pmerit.d4.sandbox.assets.TokenSigner.Valid;
import com.pmerit.d4.sandbox.assets.WorkerAssets;
import com.pmerit.d4.sandbox.http.Content;
import com.pmerit.d4.sandbox.http.Fields;
import com.pmerit.d4.sandbox.http.Json;
import com.pmerit.d4.sandbox.http.Refusal;
import com.pmerit.d4.sandbox.state.ContentStore;
import com.pmerit.d4.sandbox.workers.StoredVersion.CodeAssets;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The static files of Workers: upload sessions, which are tokens that name a manifest, and the files themselves. */
final class AssetSessions {
    private static final Duration VALID = Duration.ofHours(1);
    private static final int MOST_KEPT = 32;

    private final AssetShelf shelf;
    private final ContentStore contents;
    private final TokenSigner signer;
    private final Map<String, WorkerAssets> loaded = new LinkedHashMap<>(16, 0.75f, true);

    AssetSessions(AssetShelf shelf, ContentStore contents, Clock clock) {
        this.shelf = shelf;
        this.contents = contents;
        this.signer = new TokenSigner(clock);
    }

    /**
     * An upload session, or its end.
     *
     * @param manifest the digest of the manifest: for each path the hash and the size of the file
     */
    record Session(String account, String script, String manifest) {
        /** Files are kept for each Worker on its own. */
        String owner() {
            return account + "-" + script;
        }
    }

    Session open(String account, String script, Map<String, AssetFile> manifest) throws IOException {
        return new Session(account, script, contents.put(Content.of(Json.write(manifest))));
    }

    /** A file of a manifest. */
    record AssetFile(String hash, long size) {}

    /** The files of a session by path. */
    Map<String, AssetFile> files(String manifest) throws IOException {
        Map<String, AssetFile> files = new LinkedHashMap<>();
        JsonNode json = Json.parse(contents.get(manifest).bytes());
        json.properties()
                .forEach(entry -> files.put(
                        entry.getKey(),
                        new AssetFile(
                                entry.getValue().path("hash").asText(),
                                entry.getValue().path("size").asLong())));
        return files;
    }

    boolean has(Session session, String hash) throws IOException {
        return shelf.find(session.owner(), hash).isPresent();
    }

    /** Whether all files of a session are there. */
    boolean isComplete(Session session) throws IOException {
        for (AssetFile file : files(session.manifest()).values()) {
            if (!has(session, file.hash())) {
                return false;
            }
        }
        return true;
    }

    /** Keeps files of a session; one that the session does not name, or that is another one, is refused. */
    void put(Session session, List<Arrival> arrivals) throws IOException {
        Map<String, Map.Entry<String, AssetFile>> wanted = new LinkedHashMap<>();
        files(session.manifest())
                .entrySet()
                .forEach(entry -> wanted.putIfAbsent(entry.getValue().hash(), entry));
        for (Arrival arrival : arrivals) {
            Map.Entry<String, AssetFile> file = wanted.get(arrival.hash());
            if (file == null) {
                throw WorkerRefusals.invalid("the upload session has no file with the hash " + arrival.hash());
            }
            check(arrival, file.getKey(), file.getValue().size());
        }
        shelf.put(session.owner(), arrivals);
    }

    private static void check(Arrival arrival, String path, long size) {
        boolean same = arrival.content().size() == size
                && AssetHash.of(arrival.content(), AssetHash.extension(path)).equals(arrival.hash());
        if (!same) {
            throw WorkerRefusals.invalid(
                    "what was uploaded as " + arrival.hash() + " is not " + path + ": size or hash differ");
        }
    }

    /** The token of a session; the last one, which an upload of the Worker takes, when all files are there. */
    String token(Session session, boolean complete) {
        ObjectNode claims = Json.mapper()
                .createObjectNode()
                .put("account", session.account())
                .put("script", session.script())
                .put("manifest", session.manifest())
                .put("complete", complete);
        return signer.sign(claims, VALID);
    }

    /** The session of a token. */
    Session session(String token, boolean complete) {
        if (signer.read(token) instanceof Valid valid
                && valid.claims().path("complete").asBoolean() == complete) {
            return new Session(
                    valid.claims().path("account").asText(),
                    valid.claims().path("script").asText(),
                    valid.claims().path("manifest").asText());
        }
        throw Refusal.of(
                401, 10000, "the token of the upload session is not valid, or too old: upload the files again");
    }

    /** What an upload wants, in the form in which a version keeps it. */
    CodeAssets chosen(String account, String script, AssetChoice choice, CodeAssets latest) {
        if (choice instanceof AssetChoice.Uploaded uploaded) {
            Session session = session(uploaded.token(), true);
            if (!session.account().equals(account) || !session.script().equals(script)) {
                throw WorkerRefusals.invalid("the files were uploaded for the Worker " + session.script());
            }
            return new CodeAssets(session.manifest(), uploaded.config());
        }
        return choice instanceof AssetChoice.Kept kept
                ? new CodeAssets(latest.manifest(), kept.config().orElse(latest.config()))
                : CodeAssets.none();
    }

    /** The files of a version, ready to be served. */
    synchronized WorkerAssets load(String account, String script, CodeAssets assets) throws IOException {
        Session session = new Session(account, script, assets.manifest());
        String key = session.owner() + " " + assets.manifest() + " " + assets.config();
        WorkerAssets known = loaded.get(key);
        if (known != null) {
            return known;
        }
        Map<String, String> hashes = new LinkedHashMap<>();
        files(assets.manifest()).forEach((path, file) -> hashes.put(path, file.hash()));
        WorkerAssets made = new WorkerAssets(
                shelf.all(session.owner(), hashes),
                AssetConfig.read(assets.config(), WorkerRefusals.INVALID_SCRIPT),
                contents::get);
        loaded.put(key, made);
        if (loaded.size() > MOST_KEPT) {
            loaded.remove(loaded.keySet().iterator().next());
        }
        return made;
    }

    /** Reads the manifest with which a session starts. One in another order is the same. */
    static Map<String, AssetFile> manifest(JsonNode body, int mostFiles, long mostBytes) {
        Fields fields = new Fields(body, "session", WorkerRefusals.INVALID_SCRIPT);
        JsonNode manifest = fields.node("manifest");
        fields.refuseOthers();
        if (!manifest.isObject() || manifest.size() > mostFiles) {
            throw WorkerRefusals.invalid("manifest must be an object with at most " + mostFiles + " files");
        }
        Map<String, AssetFile> files = new TreeMap<>();
        manifest.properties().forEach(entry -> {
            Fields file = new Fields(entry.getValue(), "manifest " + entry.getKey(), WorkerRefusals.INVALID_SCRIPT);
            AssetFile read = new AssetFile(file.text("hash"), file.number("size", -1));
            file.refuseOthers();
            if (!entry.getKey().startsWith("/")
                    || !AssetHash.isHash(read.hash())
                    || read.size() < 0
                    || read.size() > mostBytes) {
                throw WorkerRefusals.invalid("'" + entry.getKey()
                        + "' of the manifest must be a path that starts with a slash, with a hash and a size of at most "
                        + mostBytes + " bytes");
            }
            files.put(entry.getKey(), read);
        });
        return files;
    }

    /** Hashes that are missing, in buckets that are uploaded one by one. */
    ArrayNode buckets(Session session, long mostBytes) throws IOException {
        ArrayNode buckets = Json.mapper().createArrayNode();
        Map<String, AssetFile> missing = new LinkedHashMap<>();
        for (AssetFile file : files(session.manifest()).values()) {
            if (!has(session, file.hash())) {
                missing.put(file.hash(), file);
            }
        }
        long free = -1;
        for (AssetFile file : missing.values()) {
            if (file.size() > free) {
                buckets.addArray();
                free = mostBytes;
            }
            ((ArrayNode) buckets.get(buckets.size() - 1)).add(file.hash());
            free -= file.size();
        }
        return buckets;
    }
}
