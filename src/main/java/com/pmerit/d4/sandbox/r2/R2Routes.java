package com.pmerit.d4.sandbox.r2;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pmerit.d4.sandbox.http.Fields;
import com.pmerit.d4.sandbox.http.Json;
import com.pmerit.d4.sandbox.http.Refusal;
import com.pmerit.d4.sandbox.http.Request;
import com.pmerit.d4.sandbox.http.Response;
import com.pmerit.d4.sandbox.http.Router;
import com.pmerit.d4.sandbox.r2.StoredObject.Attributes;
import com.pmerit.d4.sandbox.r2.StoredObject.Whole;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** R2 in the v4 API: {@code /accounts/{account}/r2/buckets} and the objects below it. */
public final class R2Routes {
    private static final String BUCKETS = "/accounts/{account}/r2/buckets";
    private static final String BUCKET = BUCKETS + "/{bucket}";
    private static final String OBJECT = BUCKET + "/objects/{key...}";
    private static final String CLASS_HEADER = "cf-r2-storage-class";
    private static final Set<String> CLASSES = Set.of("Standard", "InfrequentAccess");
    private static final Set<String> JURISDICTIONS = Set.of(Bucket.ANYWHERE, "eu", "fedramp");
    private static final Set<String> LOCATIONS = Set.of("apac", "eeur", "enam", "weur", "wnam", "oc");

    /** Our name of each HTTP field an object keeps. */
    private static final Map<String, String> HTTP_FIELDS = Map.of(
            "content-type", "contentType",
            "content-language", "contentLanguage",
            "content-disposition", "contentDisposition",
            "content-encoding", "contentEncoding",
            "cache-control", "cacheControl");

    private final R2Store store;

    /** Routes to these buckets. */
    public R2Routes(R2Store store) {
        this.store = store;
    }

    /** Adds the routes. */
    public void addTo(Router.Builder routes) {
        routes.api("GET", BUCKETS, this::list);
        routes.api("POST", BUCKETS, this::create);
        routes.api("GET", BUCKET, request -> Response.result(view(bucket(request))));
        routes.api("GET", BUCKET + "/usage", this::usage);
        routes.api("PATCH", BUCKET, this::change);
        routes.api("DELETE", BUCKET, this::delete);
        routes.api("GET", OBJECT, this::get);
        routes.api("PUT", OBJECT, this::put);
        routes.api("DELETE", OBJECT, this::remove);
    }

    private Response list(Request request) throws IOException {
        String jurisdiction = jurisdiction(request);
        ObjectNode result = Json.mapper().createObjectNode();
        String part = request.queryValue("name_contains").orElse("");
        for (Bucket bucket : store.buckets(request.account())) {
            if (bucket.jurisdiction().equals(jurisdiction) && bucket.bareName().contains(part)) {
                result.withArray("buckets").add(view(bucket));
            }
        }
        result.withArray("buckets");
        return Response.result(result);
    }

    private Response create(Request request) throws IOException {
        String jurisdiction = jurisdiction(request);
        Fields fields = new Fields(request.json(), "the bucket");
        String name = fields.text("name");
        String location = fields.text("locationHint", "").toLowerCase(Locale.ROOT);
        String storageClass = storageClass(fields.text("storageClass", "Standard"));
        fields.refuseOthers();
        if (!name.matches("[a-z0-9][a-z0-9-]{1,61}[a-z0-9]")) {
            throw Refusal.of(400, 10005, "The specified bucket name is not valid.");
        }
        if (!location.isEmpty() && !LOCATIONS.contains(location)) {
            throw Refusal.of(400, 10001, "locationHint must be one of apac, eeur, enam, weur, wnam, oc");
        }
        return store.create(
                        request.account(),
                        Bucket.key(name, Optional.of(jurisdiction)),
                        location.toUpperCase(Locale.ROOT),
                        storageClass)
                .map(bucket -> Response.result(view(bucket)))
                .orElseThrow(
                        () -> Refusal.of(400, 10004, "The bucket you tried to create already exists, and you own it."));
    }

    /** Numbers are texts, as Cloudflare sends them. Counted now, where Cloudflare counts from time to time. */
    private Response usage(Request request) throws IOException {
        List<StoredObject> objects =
                store.list(request.account(), bucket(request).name(), "");
        ObjectNode usage = Json.mapper().createObjectNode().put("end", store.now());
        usage(usage, objects, "Standard", "payloadSize", "metadataSize", "objectCount", "uploadCount");
        usage(
                usage,
                objects,
                "InfrequentAccess",
                "infrequentAccessPayloadSize",
                "infrequentAccessMetadataSize",
                "infrequentAccessObjectCount",
                "infrequentAccessUploadCount");
        return Response.result(usage);
    }

    private static void usage(
            ObjectNode into,
            List<StoredObject> objects,
            String storageClass,
            String payload,
            String metadata,
            String count,
            String uploads) {
        List<StoredObject> ofIt = objects.stream()
                .filter(object -> object.storageClass().equals(storageClass))
                .toList();
        into.put(
                payload,
                String.valueOf(ofIt.stream().mapToLong(StoredObject::size).sum()));
        into.put(
                metadata,
                String.valueOf(ofIt.stream().mapToLong(R2Routes::metadataSize).sum()));
        into.put(count, String.valueOf(ofIt.size()));
        into.put(uploads, "0");
    }

    /** Cloudflare does not say what it counts; here it is the key and the fields that an object keeps. */
    private static long metadataSize(StoredObject object) {
        return Stream.concat(
                        Stream.of(object.key()),
                        Stream.of(object.httpFields(), object.customFields())
                                .flatMap(fields -> fields.entrySet().stream())
                                .map(field -> field.getKey() + field.getValue()))
                .mapToLong(text -> text.getBytes(StandardCharsets.UTF_8).length)
                .sum();
    }

    private Response change(Request request) throws IOException {
        Bucket bucket = bucket(request);
        String storageClass = storageClass(request.headers()
                .first(CLASS_HEADER)
                .orElseThrow(() -> Refusal.of(400, 10001, "header " + CLASS_HEADER + " is missing")));
        store.setStorageClass(request.account(), bucket.name(), storageClass);
        return Response.result(view(bucket(request)));
    }

    private Response delete(Request request) throws IOException {
        Bucket bucket = bucket(request);
        if (!store.delete(request.account(), bucket.name())) {
            throw Refusal.of(409, 10008, "The bucket you tried to delete (" + bucket.bareName() + ") is not empty.");
        }
        return Response.result(Json.mapper().createObjectNode());
    }

    private Response get(Request request) throws IOException {
        Whole whole = store.get(request.account(), bucket(request).name(), key(request))
                .orElseThrow(() -> Refusal.of(404, 10007, "The specified key does not exist."));
        StoredObject object = whole.object();
        Response response = Response.bytes(
                        200,
                        object.httpFields().getOrDefault("contentType", "application/octet-stream"),
                        whole.content().bytes())
                .header("ETag", "\"" + object.etag() + "\"")
                .header(
                        "Last-Modified",
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                Instant.ofEpochMilli(object.uploaded()).atOffset(ZoneOffset.UTC)));
        for (Map.Entry<String, String> field : HTTP_FIELDS.entrySet()) {
            String value = object.httpFields().get(field.getValue());
            if (value != null && !field.getKey().equals("content-type")) {
                response = response.header(field.getKey(), value);
            }
        }
        return response;
    }

    private Response put(Request request) throws IOException {
        Bucket bucket = bucket(request);
        Map<String, String> http = new LinkedHashMap<>();
        HTTP_FIELDS.forEach(
                (header, name) -> request.headers().first(header).ifPresent(value -> http.put(name, value)));
        String storageClass = storageClass(request.headers().first(CLASS_HEADER).orElse(bucket.storageClass()));
        StoredObject object = store.put(
                        request.account(),
                        bucket.name(),
                        key(request),
                        request.body(),
                        new Attributes(http, Map.of(), storageClass),
                        before -> true)
                .orElseThrow();
        return Response.result(Json.mapper()
                .createObjectNode()
                .put("key", object.key())
                .put("etag", object.etag())
                .put("version", object.version())
                .put("size", String.valueOf(object.size()))
                .put("storage_class", object.storageClass())
                .put("uploaded", Instant.ofEpochMilli(object.uploaded()).toString()));
    }

    private Response remove(Request request) throws IOException {
        store.delete(request.account(), bucket(request).name(), List.of(key(request)));
        return Response.result(Json.mapper().createObjectNode().put("key", key(request)));
    }

    private Bucket bucket(Request request) throws IOException {
        String name = request.parameter("bucket");
        String key = Bucket.key(name, Optional.of(jurisdiction(request)));
        return store.bucket(request.account(), key)
                .filter(bucket -> bucket.bareName().equals(name))
                .orElseThrow(() -> Refusal.of(404, 10006, "The specified bucket does not exist."));
    }

    private static String key(Request request) {
        String key = request.parameter("key");
        if (key.getBytes(StandardCharsets.UTF_8).length > 1024) {
            throw Refusal.of(400, 10020, "The specified object name is not valid.");
        }
        return key;
    }

    private static String storageClass(String name) {
        if (!CLASSES.contains(name)) {
            throw Refusal.of(400, 10062, "The storage class must be Standard or InfrequentAccess.");
        }
        return name;
    }

    private static String jurisdiction(Request request) {
        String jurisdiction = request.headers()
                .first("cf-r2-jurisdiction")
                .filter(where -> !where.isEmpty())
                .orElse(Bucket.ANYWHERE);
        if (!JURISDICTIONS.contains(jurisdiction)) {
            throw Refusal.of(400, 10001, "cf-r2-jurisdiction must be one of default, eu, fedramp");
        }
        return jurisdiction;
    }

    private static ObjectNode view(Bucket bucket) {
        ObjectNode view = Json.mapper()
                .createObjectNode()
                .put("name", bucket.bareName())
                .put("creation_date", bucket.createdOn())
                .put("storage_class", bucket.storageClass())
                .put("jurisdiction", bucket.jurisdiction());
        return bucket.location().isEmpty() ? view : view.put("location", bucket.location());
    }
}
