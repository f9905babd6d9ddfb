package com.pmerit.d4.mojo;

import com.fasterxml.jackson.databind.node.TextNode;
import com.pmerit.d4.sandbox.Api;
import java.io.IOException;

/** Somebody who changes production without d4. */
final class Stranger {
    private static final String SCRIPT = "/workers/scripts/" + Checkout.PRODUCTION;

    private final Api api;

    Stranger(ReleaseWorld world) {
        this.api = new Api(world.sandbox, world.account());
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
        api.call("PUT", SCRIPT + "/schedules", "[{\"cron\":\"" + cron + "\"}]").result();
    }

    /** Runs a statement in the database. */
    void queries(String sql) throws IOException, InterruptedException {
        api.call("POST", "/d1/database/" + Checkout.DATABASE + "/query", "{\"sql\":" + new TextNode(sql) + "}")
                .result();
    }

    private void deploys(String versions) throws IOException, InterruptedException {
        api.call("POST", SCRIPT + "/deployments", "{\"strategy\":\"percentage\",\"versions\":[" + versions + "]}")
                .result();
    }

    private static String share(String version, int percentage) {
        return "{\"version_id\":\"" + version + "\",\"percentage\":" + percentage + "}";
    }
}
