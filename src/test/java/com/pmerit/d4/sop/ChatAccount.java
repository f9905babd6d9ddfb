package com.pmerit.d4.sop;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.cloudflare.AccountId;
import com.pmerit.d4.cloudflare.ApiSettings;
import com.pmerit.d4.cloudflare.CloudflareApi;
import com.pmerit.d4.cloudflare.Credential;
import com.pmerit.d4.cloudflare.ExchangeListener;
import com.pmerit.d4.cloudflare.Redactor;
import com.pmerit.d4.cloudflare.SecretValue;
import com.pmerit.d4.cloudflare.VirtualTime;
import com.pmerit.d4.contract.Contract;
import com.pmerit.d4.contract.ContractReader;
import com.pmerit.d4.contract.ContractReading;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.contract.PomContract;
import com.pmerit.d4.contract.PomXml;
import com.pmerit.d4.database.ExampleMigrations;
import com.pmerit.d4.database.HandMadeDatabase;
import com.pmerit.d4.database.MigrationFile;
import com.pmerit.d4.sandbox.Api;
import com.pmerit.d4.sandbox.Sandbox;
import com.pmerit.d4.sandbox.SandboxSettings;
import com.pmerit.d4.sandbox.SandboxSettings.Seed;
import com.pmerit.d4.sandbox.http.Fault;
import com.pmerit.d4.sandbox.http.Fault.Moment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The example project D4-CHAT and its account as its SOP tells of it: production made by hand in part, the Workers with all they need. */
final class ChatAccount implements AutoCloseable {
    private static final String ACCOUNT = SandboxSettings.USUAL_ACCOUNT.id();
    private static final Path EXAMPLE = Path.of("src/it/d4-chat").toAbsolutePath();
    private static final String TRACKING =
            "CREATE TABLE d1_migrations (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE,"
                    + " applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL);";

    private final Sandbox sandbox;
    private final CloudflareApi client;
    private final Contract contract;
    private final Api others;

    /** Makes both in an empty directory. */
    ChatAccount(Path directory) throws IOException, InterruptedException {
        contract = contract(directory.resolve("project"));
        Path state = directory.resolve("state");
        start(state).close();
        for (Environment environment : contract.environments()) {
            Path metadata = state.resolve("d1").resolve(database(environment)).resolve("metadata.json");
            Files.writeString(metadata, Files.readString(metadata).replace("\"WEUR\"", "\"ENAM\""));
        }
        sandbox = start(state);
        Credential credential = new Credential(SecretValue.of(sandbox.token()), "the test");
        client = new CloudflareApi(
                ApiSettings.of(sandbox.api(), credential, "1"),
                new VirtualTime().waiting(),
                new Redactor(),
                ExchangeListener.NONE);
        others = new Api(sandbox, ACCOUNT);
        fill();
    }

    Contract contract() {
        return contract;
    }

    AccountApi api() {
        return client.account(new AccountId(ACCOUNT));
    }

    /** Refuses the next call of a route below the account. */
    void refuses(String method, String route) {
        Fault.Answer refusal = new Fault.Answer(
                Moment.BEFORE_ACTING,
                400,
                "application/json",
                List.of(),
                "{\"success\":false,\"errors\":[{\"code\":10001,\"message\":\"not today\"}],\"messages\":[],\"result\":null}");
        sandbox.faults().add(new Fault(method, new Fault.Template("/accounts/{account}" + route), 1, 1, refusal));
    }

    private static Sandbox start(Path state) throws IOException {
        Seed seed = new Seed(
                ACCOUNT,
                Map.of(
                        "e7604a7b-a496-4bc5-b7c1-8c1b8bf64ba9", "aixord-db-staging",
                        "4222a800-ec94-479b-94d2-f1beaa7d01d9", "aixord-db"),
                List.of("aixord-images-staging", "aixord-images"),
                Map.of(),
                Map.of("aixord-webapp-ui", List.of("aixord.pmerit.com")));
        return Sandbox.start(SandboxSettings.in(state).withSeeds(List.of(seed)));
    }

    private static Contract contract(Path project) throws IOException {
        try (Stream<Path> files = Files.walk(EXAMPLE)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = project.resolve(EXAMPLE.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        String pom = Files.readString(project.resolve("pom.xml"));
        String configuration = pom.substring(pom.indexOf("<configuration>") + 15, pom.indexOf("</configuration>"));
        return ((ContractReading.Agreed)
                        ContractReader.read(new PomContract(project, "shop", "1.0.0", PomXml.tags(configuration))))
                .contract();
    }

    private void fill() throws IOException, InterruptedException {
        Environment staging = contract.environments().get(0);
        Environment production = contract.environments().get(1);
        StringBuilder tracked = new StringBuilder(TRACKING);
        for (MigrationFile file : ExampleMigrations.files()) {
            query(staging, file.sql());
            tracked.append("INSERT INTO d1_migrations (name) VALUES ('" + file.name() + "');");
        }
        query(staging, tracked.toString());
        for (String statements : HandMadeDatabase.statements()) {
            query(production, statements);
        }
        uploads(staging);
        uploads(production);
        uploads(production);
    }

    private static String database(Environment environment) {
        return environment.databases().values().iterator().next().id();
    }

    private void query(Environment environment, String sql) throws IOException, InterruptedException {
        String id = database(environment);
        others.call("POST", "/d1/database/" + id + "/query", "{\"sql\":" + new TextNode(sql) + "}")
                .result();
    }

    private void uploads(Environment environment) throws IOException, InterruptedException {
        ObjectNode metadata = JsonNodeFactory.instance.objectNode().put("compatibility_date", "2026-04-01");
        ArrayNode bindings = metadata.putArray("bindings");
        environment
                .databases()
                .forEach((name, database) ->
                        bindings.addObject().put("name", name).put("type", "d1").put("id", database.id()));
        environment
                .buckets()
                .forEach((name, bucket) -> bindings.addObject()
                        .put("name", name)
                        .put("type", "r2_bucket")
                        .put("bucket_name", bucket.name()));
        environment
                .vars()
                .forEach((name, value) -> bindings.addObject()
                        .put("name", name)
                        .put("type", "plain_text")
                        .put("text", value.shown()));
        contract.worker()
                .secrets()
                .forEach(name -> bindings.addObject()
                        .put("name", name)
                        .put("type", "secret_text")
                        .put("text", "the value of " + name));
        others.upload("PUT", "/workers/scripts/" + environment.worker(), metadata.toString(), "export default {};")
                .result();
    }

    @Override
    public void close() throws IOException {
        client.close();
        sandbox.close();
    }
}
