package com.pmerit.d4.sandbox.workers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pmerit.d4.sandbox.assets.AssetShelf;
import com.pmerit.d4.sandbox.http.Content;
import com.pmerit.d4.sandbox.http.Json;
import com.pmerit.d4.sandbox.http.Response;
import com.pmerit.d4.sandbox.state.ContentStore;
import com.pmerit.d4.sandbox.state.Stamps;
import com.pmerit.d4.sandbox.workers.AccountState.CustomDomain;
import com.pmerit.d4.sandbox.workers.AccountWorkers.Changed;
import com.pmerit.d4.sandbox.workers.BindingResolver.Resolved;
import com.pmerit.d4.sandbox.workers.Script.Triggers;
import com.pmerit.d4.sandbox.workers.WorkerDirectory.Deployed;
import com.pmerit.d4.sandbox.workers.WorkerDirectory.Exact;
import com.pmerit.d4.sandbox.workers.WorkerDirectory.Share;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WorkerDirectoryTest {
    private static final String ACCOUNT = "0123456789abcdef0123456789abcdef";

    @TempDir
    private Path directory;

    private AccountWorkers account;
    private WorkerDirectory workers;

    @BeforeEach
    void open() throws IOException {
        Stamps stamps = new Stamps(Clock.systemUTC());
        Resources nothing = new Resources((a, b) -> false, (a, b) -> false, (a, b) -> false);
        account = AccountWorkers.open(
                directory, ACCOUNT, "team", new ContentStore(directory.resolve("modules")), stamps, nothing);
        ContentStore contents = new ContentStore(directory.resolve("modules"));
        AssetShelf shelf = new AssetShelf(directory.resolve("assets"), contents);
        workers = new LiveDirectory(List.of(account), new AssetSessions(shelf, contents, stamps.clock()));
    }

    @Test
    void findsAScriptAtItsWorkersDevHostWhenThatIsEnabled() throws IOException {
        StoredVersion version = add("app", Triggers.none().withSubdomain(true, false), Map.of());
        assertThat(workers.at("app.team.workers.dev", "/"))
                .contains(new Deployed(ACCOUNT, "app", List.of(new Share(version.id(), 100))));
        assertThat(workers.at("app.other.workers.dev", "/")).isEmpty();
        assertThat(workers.at("none.team.workers.dev", "/")).isEmpty();
        add("hidden", Triggers.none(), Map.of());
        assertThat(workers.at("hidden.team.workers.dev", "/")).isEmpty();
    }

    @Test
    void findsAVersionAtItsPreviewHostsWhenThoseAreEnabled() throws IOException {
        StoredVersion version =
                add("app", Triggers.none().withSubdomain(false, true), Map.of("workers/alias", "Canary"));
        Exact expected = new Exact(ACCOUNT, "app", version.id());
        assertThat(workers.at(version.id().substring(0, 8) + "-app.team.workers.dev", "/"))
                .contains(expected);
        assertThat(workers.at("canary-app.team.workers.dev", "/")).contains(expected);
        assertThat(workers.at("00000000-app.team.workers.dev", "/")).isEmpty();
        assertThat(workers.at("app.team.workers.dev", "/")).isEmpty();
    }

    @Test
    void findsAScriptAtItsCustomDomainsAndRoutes() throws IOException {
        ObjectNode all = Json.mapper().createObjectNode().put("pattern", "*.example.com/*");
        ObjectNode api = Json.mapper().createObjectNode().put("pattern", "www.example.com/api/*");
        add("site", Triggers.none().withRoutes(List.of(all)), Map.of());
        add("api", Triggers.none().withRoutes(List.of(api)), Map.of());
        account.change(present -> new Changed(
                present.withDomains(List.of(new CustomDomain("i", "shop.example.org", "api", "", "", true))),
                Response.result(null)));
        assertThat(script("www.example.com", "/index.html")).contains("site");
        assertThat(script("www.example.com", "/api/health")).contains("api");
        assertThat(script("shop.example.org", "/")).contains("api");
        assertThat(script("example.com", "/")).isEmpty();
        assertThat(script("www.example.com.evil.test", "/")).isEmpty();
    }

    @Test
    void givesAVersionWithItsModulesAndSecretValues() throws IOException {
        StoredVersion version = add("app", Triggers.none(), Map.of());
        RunnableVersion runnable = workers.version(ACCOUNT, "app", version.id()).orElseThrow();
        assertThat(runnable.modules()).extracting(WorkerModule::name).containsExactly("main.js", "./a.txt");
        assertThat(runnable.modules().get(1).content().text()).isEqualTo("text");
        assertThat(runnable.secrets().values()).extracting(SecretValue::reveal).containsExactly("value");
        assertThat(runnable.toString()).doesNotContain("value");
        assertThat(workers.version(ACCOUNT, "app", "none")).isEmpty();
    }

    @Test
    void givesAPlaceholderForASecretOfAnEarlierProcess() throws IOException {
        StoredVersion version = add("app", Triggers.none(), Map.of());
        open();
        RunnableVersion runnable = workers.version(ACCOUNT, "app", version.id()).orElseThrow();
        assertThat(runnable.secrets().values())
                .extracting(SecretValue::reveal)
                .containsExactly("sandbox-placeholder-for-KEY");
    }

    private Optional<String> script(String host, String path) {
        return workers.at(host, path).map(WorkerDirectory.Target::script);
    }

    private StoredVersion add(String name, Triggers triggers, Map<String, String> annotations) throws IOException {
        VersionMaker maker = account.maker();
        Upload upload = new Upload(
                "main.js",
                List.of(
                        new WorkerModule("./a.txt", ModuleKind.TEXT, Content.of("text")),
                        new WorkerModule("main.js", ModuleKind.ES_MODULE, Content.of("export default {}")),
                        new WorkerModule("main.js.map", ModuleKind.SOURCE_MAP, Content.of("{}"))),
                List.of(),
                Optional.empty(),
                "",
                List.of(),
                Map.of(),
                Json.mapper().createObjectNode(),
                Json.mapper().createObjectNode(),
                new AssetChoice.None());
        Script script = maker.script(name, "api");
        ObjectNode secret = SecretRoutes.view("KEY");
        StoredVersion version = maker.version(
                script,
                "api",
                "upload",
                annotations,
                maker.code(upload, StoredVersion.CodeAssets.none()),
                new Resolved(List.of(secret), Map.of("KEY", account.vault().put("value"))));
        account.change(present -> new Changed(
                present.with(maker.deployed(script, version, Map.of()).with(triggers)), Response.result(null)));
        return version;
    }
}
