package com.pmerit.d4.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.pmerit.d4.sandbox.SandboxSettings.Seed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A running sandbox with a database and a bucket, and a client of its account. */
public final class SandboxFixture implements AutoCloseable {
    /** The account. */
    public static final String ACCOUNT = SandboxSettings.USUAL_ACCOUNT.id();
    /** The id of the database {@code app-db}. */
    public static final String DATABASE = "11111111-1111-4111-8111-111111111111";

    /** The sandbox. */
    public final Sandbox sandbox;
    /** The client. */
    public final Api api;

    /** Starts it on this directory. */
    public SandboxFixture(Path directory) throws IOException {
        Seed seed = new Seed(ACCOUNT, Map.of(DATABASE, "app-db"), List.of("images"), Map.of());
        sandbox = Sandbox.start(SandboxSettings.in(directory).withSeeds(List.of(seed)));
        api = new Api(sandbox, ACCOUNT);
    }

    /** Puts the script {@code app} with this metadata; gives the new version's id. */
    public String put(String metadata) throws IOException, InterruptedException {
        api.upload("PUT", "/workers/scripts/app", metadata, "export default {}").result();
        return latest();
    }

    /** Uploads a version of {@code app} with this metadata; gives its id. */
    public String uploadVersion(String metadata) throws IOException, InterruptedException {
        return api.upload(
                        "POST", "/workers/scripts/app/versions?bindings_inherit=strict", metadata, "export default {}")
                .result()
                .path("id")
                .asText();
    }

    /** The id of the latest version of {@code app}. */
    public String latest() throws IOException, InterruptedException {
        return api.get("/workers/scripts/app/versions")
                .result()
                .path("items")
                .get(0)
                .path("id")
                .asText();
    }

    /** Sets a secret of {@code app}. */
    public Api.Answer secret(String name, String value) throws IOException, InterruptedException {
        return api.call(
                "PUT",
                "/workers/scripts/app/secrets",
                "{\"name\":\"%s\",\"text\":\"%s\",\"type\":\"secret_text\"}".formatted(name, value));
    }

    /** Deploys versions of {@code app}, given as the JSON of the field {@code versions}. */
    public Api.Answer deploy(String versions) throws IOException, InterruptedException {
        return api.call(
                "POST",
                "/workers/scripts/app/deployments",
                "{\"strategy\":\"percentage\",\"versions\":" + versions + "}");
    }

    /** One version as an element of {@link #deploy}. */
    public static String share(String version, Number percentage) {
        return "{\"version_id\":\"" + version + "\",\"percentage\":" + percentage + "}";
    }

    /** The bindings of a version of {@code app}. */
    public JsonNode bindings(String version) throws IOException, InterruptedException {
        return api.get("/workers/scripts/app/versions/" + version)
                .result()
                .path("resources")
                .path("bindings");
    }

    @Override
    public void close() throws IOException {
        sandbox.close();
    }
}
