package com.pmerit.d4.mojo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.pmerit.d4.cloudflare.AccountId;
import com.pmerit.d4.cloudflare.ApiSettings;
import com.pmerit.d4.cloudflare.CloudflareApi;
import com.pmerit.d4.cloudflare.Credential;
import com.pmerit.d4.cloudflare.ExchangeListener;
import com.pmerit.d4.cloudflare.Redactor;
import com.pmerit.d4.cloudflare.SecretValue;
import com.pmerit.d4.cloudflare.Waiting;
import com.pmerit.d4.contract.Contract;
import com.pmerit.d4.release.ReleaseResult;
import com.pmerit.d4.sandbox.Api;
import com.pmerit.d4.sandbox.Sandbox;
import com.pmerit.d4.sandbox.Wrangler;
import com.pmerit.d4.sandbox.account.Account;
import com.pmerit.d4.smoke.DataPlane;
import com.pmerit.d4.smoke.HttpTransport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The shop in one account of a sandbox, released by wrangler or by d4. */
final class ShopAccount {
    private static final String DRAFT = "export default { fetch() {} }";

    private final TypedShop shop;
    private final Sandbox sandbox;
    private final Account account;
    private final Path directory;
    private final Api api;
    private final Wrangler wrangler;
    private final String database;
    private final String namespace;

    /** An account with an empty database, bucket and namespace of the shop; tools keep what they write in the directory. */
    ShopAccount(TypedShop shop, Sandbox sandbox, Account account, Path directory)
            throws IOException, InterruptedException {
        this.shop = shop;
        this.sandbox = sandbox;
        this.account = account;
        this.directory = Files.createDirectories(directory);
        this.api = new Api(sandbox, account.id());
        this.wrangler = new Wrangler(sandbox, account.id(), directory);
        this.database = api.get("/d1/database?name=" + TypedShop.DATABASE)
                .result()
                .path(0)
                .path("uuid")
                .asText();
        this.namespace = api.call("POST", "/storage/kv/namespaces", "{\"title\":\"" + TypedShop.NAMESPACE + "\"}")
                .result()
                .path("id")
                .asText();
    }

    /** Sets the secrets of a Worker that does not exist yet, by one file. */
    void setsSecretsWithWrangler() throws IOException, InterruptedException {
        ObjectNode values = new ObjectMapper().createObjectNode();
        TypedShop.SECRETS.forEach(name -> values.put(name, "value of " + name));
        Path file = directory.resolve("secrets.json");
        Files.writeString(file, values.toString());
        wrangler("secret", "bulk", file.toString(), "--env", "staging");
    }

    /** Sets the same secrets by the API. */
    void setsSecretsByTheApi() throws IOException, InterruptedException {
        api.upload("PUT", "/workers/scripts/" + TypedShop.SCRIPT, "{}", DRAFT).result();
        for (String name : TypedShop.SECRETS) {
            api.call(
                            "PUT",
                            "/workers/scripts/" + TypedShop.SCRIPT + "/secrets",
                            "{\"name\":\"%1$s\",\"text\":\"value of %1$s\",\"type\":\"secret_text\"}".formatted(name))
                    .result();
        }
    }

    /** The release of the SOP by wrangler's commands. */
    void releasesWithWrangler() throws IOException, InterruptedException {
        wrangler("d1", "migrations", "apply", TypedShop.DATABASE, "--remote", "--env", "staging");
        wrangler("deploy", "--env", "staging");
    }

    /** The release of the SOP by d4. */
    ReleaseResult releasesWithD4() throws IOException, InterruptedException {
        shop.configures(database, namespace);
        Contract contract = shop.contract(account.subdomain());
        ApiSettings settings = ApiSettings.of(
                sandbox.api(), new Credential(SecretValue.of(sandbox.token()), "the sandbox of the test"), "test");
        CloudflareApi cloudflare = new CloudflareApi(settings, Waiting.real(), new Redactor(), ExchangeListener.NONE);
        DataPlane plane = DataPlane.behind(sandbox.front());
        try (Cloud cloud = new Cloud(
                cloudflare,
                cloudflare.account(new AccountId(account.id())),
                new HttpTransport(plane, Optional.empty(), UnaryOperator.identity()),
                plane,
                Set.of(sandbox.token()),
                () -> {})) {
            Map<String, String> environment = Map.of("PATH", System.getenv("PATH"), "HOME", directory.toString());
            Workbench bench = new Workbench(contract, knobs(), environment, cloud.secretValues());
            Target target = cloud.target(contract, contract.environments().get(0));
            return Deploying.deploy(bench, target).release().orElseThrow();
        }
    }

    /** Runs wrangler in the shop's directory; it must succeed. */
    String wrangler(String... arguments) throws IOException, InterruptedException {
        shop.configures(database, namespace);
        return wrangler.run(shop.directory(), arguments).succeeded();
    }

    /**
     * All that the account holds, with names for the ids that no two accounts share, those of database and namespace, and with
     * the script's settings as Cloudflare tells them: a default that was sent is equal to one that was not.
     */
    ObjectNode state() throws IOException, InterruptedException {
        String text = sandbox.snapshot(account.id()).toString();
        ObjectNode state = (ObjectNode) new ObjectMapper()
                .readTree(text.replace(namespace, TypedShop.NAMESPACE).replace(database, TypedShop.DATABASE));
        JsonNode settings = api.get("/workers/scripts/" + TypedShop.SCRIPT + "/script-settings")
                .result();
        ((ObjectNode) state.path("workers").path("scripts").path(TypedShop.SCRIPT)).set("settings", settings);
        return state;
    }

    /** What the account holds of the shop's script. */
    JsonNode script() throws IOException, InterruptedException {
        JsonNode script = state().path("workers").path("scripts").path(TypedShop.SCRIPT);
        assertThat(script.isObject()).isTrue();
        return script;
    }

    /** The rows that a query of the database gives. */
    JsonNode query(String sql) throws IOException, InterruptedException {
        return api.call("POST", "/d1/database/" + database + "/query", "{\"sql\":" + new TextNode(sql) + "}")
                .result()
                .path(0)
                .path("results");
    }

    /** What the shop says of its health to its users. */
    JsonNode health() throws IOException {
        String request = "GET /health HTTP/1.0\r\nHost: " + TypedShop.SCRIPT + "." + account.subdomain()
                + ".workers.dev\r\n\r\n";
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), sandbox.front().getPort())) {
            socket.getOutputStream().write(request.getBytes(UTF_8));
            String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
            return new ObjectMapper().readTree(answer.substring(answer.indexOf("\r\n\r\n")));
        }
    }

    /** Nobody turned one. */
    static Knobs knobs() {
        return new Knobs(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                Duration.ofMinutes(3),
                false,
                Optional.empty(),
                Optional.empty(),
                Overrides.none());
    }
}
