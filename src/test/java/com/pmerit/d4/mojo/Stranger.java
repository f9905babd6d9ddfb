package com.pmerit.d4.mojo;

import com.fasterxml.jackson.databind.node.TextNode;
import com.pmerit.d4.sandbox.Api;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.util.Optional;

/** Somebody who changes production without d4. */
final class Stranger {
    private static final String SCRIPT = "/workers/scripts/" + Checkout.PRODUCTION;

    private final Api api;
    private final String account;
    private Optional<String> agent = Optional.empty();

    Stranger(ReleaseWorld world) {
        this.account = world.account();
        this.api = new Api(world.sandbox, account);
    }

    /** Uploads a version with this code under this tag; gives its id. */
    String uploads(String code, String tag) throws IOException, InterruptedException {
        return api.upload(
                        "POST",
                        SCRIPT + "/versions?bindings_inherit=strict",
                        "{\"compatibility_date\":\"2026-04-01\",\"keep_bindings\":[\"secret_text\"],"
                                + "\"annotations\":{\"workers/tag\":\"" + tag + "\"}}",
                        code)
                .result()
                .path("id")
                .asText();
    }

    /** Gives all traffic to a version. */
    void shiftsTo(String version) throws IOException, InterruptedException {
        deploys(share(version, 100));
    }

    /** Gives parts of the traffic to two versions. */
    void splits(String one, int part, String other, int rest) throws IOException, InterruptedException {
        deploys(share(one, part) + "," + share(other, rest));
    }

    /** Sets the only schedule. */
    void schedules(String cron) throws IOException, InterruptedException {
        call("PUT", SCRIPT + "/schedules", "[{\"cron\":\"" + cron + "\"}]").result();
    }

    /** Runs a statement in the database. */
    void queries(String sql) throws IOException, InterruptedException {
        call("POST", "/d1/database/" + Checkout.DATABASE + "/query", "{\"sql\":" + new TextNode(sql) + "}")
                .result();
    }

    /** Applies a migration as wrangler does: the file, and its row in the tracking table. */
    void applies(String file, Checkout checkout) throws IOException, InterruptedException {
        String sql = Files.readString(checkout.directory().resolve("migrations").resolve(file));
        queries(sql + "INSERT INTO d1_migrations (name) VALUES ('" + file + "');");
    }

    /** From now on calls itself d4. */
    void posesAsD4() {
        agent = Optional.of("d4/0");
    }

    private Api.Answer call(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                api.request("/accounts/" + account + path).method(method, HttpRequest.BodyPublishers.ofString(body));
        agent.ifPresent(name -> request.header("User-Agent", name));
        return api.send(request);
    }

    private void deploys(String versions) throws IOException, InterruptedException {
        call("POST", SCRIPT + "/deployments", "{\"strategy\":\"percentage\",\"versions\":[" + versions + "]}")
                .result();
    }

    private static String share(String version, int percentage) {
        return "{\"version_id\":\"" + version + "\",\"percentage\":" + percentage + "}";
    }
}
