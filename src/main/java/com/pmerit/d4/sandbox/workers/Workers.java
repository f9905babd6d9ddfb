package com.pmerit.d4.sandbox.workers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pmerit.d4.sandbox.assets.AssetShelf;
import com.pmerit.d4.sandbox.assets.Visit;
import com.pmerit.d4.sandbox.http.Content;
import com.pmerit.d4.sandbox.http.Json;
import com.pmerit.d4.sandbox.http.Request;
import com.pmerit.d4.sandbox.http.Response;
import com.pmerit.d4.sandbox.http.Router;
import com.pmerit.d4.sandbox.state.ContentStore;
import com.pmerit.d4.sandbox.state.Stamps;
import com.pmerit.d4.sandbox.workers.AccountWorkers.Changed;
import com.pmerit.d4.sandbox.workers.BindingResolver.Resolved;
import com.pmerit.d4.sandbox.workers.StoredVersion.CodeAssets;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The Workers of all accounts of one sandbox, their REST routes, and what the data plane reads of them. */
public final class Workers {
    static final String ENVIRONMENT = "production";
    private static final String DRAFT = "export default { fetch() {} }";

    private final Map<String, AccountWorkers> accounts;
    private final UploadReader reader;
    private final StartupCheck startup;
    private final AssetSessions sessions;

    private Workers(
            Map<String, AccountWorkers> accounts, UploadReader reader, StartupCheck startup, AssetSessions sessions) {
        this.accounts = Map.copyOf(accounts);
        this.reader = reader;
        this.startup = startup;
        this.sessions = sessions;
    }

    /**
     * Reads the state of all accounts.
     *
     * @param directory holds {@code accounts/{id}/workers.json}, {@code modules} and {@code worker-assets}
     * @param subdomains for each account id the workers.dev subdomain that a new account starts with, empty for none
     * @param resources what bindings may refer to
     * @param startup asked about each upload
     * @throws IOException when a state cannot be read
     */
    public static Workers open(
            Path directory, Map<String, String> subdomains, Stamps stamps, Resources resources, StartupCheck startup)
            throws IOException {
        ContentStore contents = new ContentStore(directory.resolve("modules"));
        Map<String, AccountWorkers> accounts = new TreeMap<>();
        for (Map.Entry<String, String> account : subdomains.entrySet()) {
            Path own = directory.resolve("accounts").resolve(account.getKey());
            accounts.put(
                    account.getKey(),
                    AccountWorkers.open(own, account.getKey(), account.getValue(), contents, stamps, resources));
        }
        AssetShelf shelf = new AssetShelf(directory.resolve("worker-assets"), contents);
        AssetSessions sessions = new AssetSessions(shelf, contents, stamps.clock());
        return new Workers(accounts, new UploadReader(stamps.clock()), startup, sessions);
    }

    /** Adds all routes of the Workers API. */
    public void addTo(Router.Builder routes) {
        new ScriptRoutes(this).addTo(routes);
        new AssetRoutes(this, sessions).addTo(routes);
        new DeploymentRoutes(this).addTo(routes);
        new SecretRoutes(this).addTo(routes);
        new SettingsRoutes(this).addTo(routes);
        new TriggerRoutes(this).addTo(routes);
        new DomainRoutes(this).addTo(routes);
        new ServiceRoutes(this).addTo(routes);
    }

    /** What the data plane reads. */
    public WorkerDirectory directory() {
        return new LiveDirectory(accounts.values(), sessions);
    }

    /**
     * What a binding to a Worker's static files answers.
     *
     * @param resource the script's name, a slash, and the version's id
     * @throws IOException when what was uploaded cannot be read
     */
    public Response assets(String account, String resource, Request request) throws IOException {
        int slash = resource.indexOf('/');
        StoredVersion version = AccountWorkers.version(
                account(account).script(resource.substring(0, slash)), resource.substring(slash + 1));
        return sessions.load(
                        account, resource.substring(0, slash), version.code().assets())
                .answer(Visit.of(request));
    }

    /**
     * Makes a draft Worker with secrets that have names and placeholder values, as {@code wrangler secret put} would leave it; does
     * nothing when the script exists.
     */
    public void seed(String account, String script, Collection<String> secrets) throws IOException {
        AccountWorkers target = account(account);
        target.change(present -> {
            if (present.script(script).isPresent()) {
                return new Changed(present, Response.result(null));
            }
            Upload upload = new Upload(
                    script,
                    List.of(new WorkerModule(script, ModuleKind.ES_MODULE, Content.of(DRAFT))),
                    List.of(),
                    Optional.empty(),
                    "",
                    List.of(),
                    Map.of(),
                    Json.mapper().createObjectNode(),
                    Json.mapper().createObjectNode().put("logpush", false),
                    new AssetChoice.None());
            VersionMaker maker = target.maker();
            Script draft = maker.script(script, "wrangler").with(upload.settings());
            StoredVersion empty = maker.version(
                    draft,
                    "wrangler",
                    "upload",
                    Map.of(),
                    maker.code(upload, CodeAssets.none()),
                    new Resolved(List.of(), Map.of()));
            draft = maker.deployed(draft, empty, Map.of());
            for (String secret : secrets) {
                draft = maker.deployed(draft, withPlaceholder(target, draft, secret), Map.of());
            }
            return new Changed(present.with(draft), Response.result(null));
        });
    }

    /** The state of one account as JSON that is equal when the state is: without ids, times and secrets' values. */
    public ObjectNode snapshot(String account) {
        return Snapshot.of(account(account).state());
    }

    AccountWorkers of(Request request) {
        return account(request.account());
    }

    AssetSessions sessions() {
        return sessions;
    }

    UploadReader reader() {
        return reader;
    }

    /** Refuses with code 10021 a version that does not start. */
    void checkStart(AccountWorkers account, String script, StoredVersion version) {
        startup.fault(LiveDirectory.runnable(account, script, version, Optional.empty()))
                .ifPresent(words -> {
                    throw WorkerRefusals.invalid(words);
                });
    }

    /** The workers.dev subdomains of the other accounts. */
    Set<String> subdomains(String exceptAccount) {
        return accounts.values().stream()
                .filter(other -> !other.account().equals(exceptAccount))
                .map(other -> other.state().subdomain())
                .collect(Collectors.toSet());
    }

    /** Who makes a change, told by the User-Agent: {@code wrangler} or {@code api}. */
    static String source(Request request) {
        return request.headers().first("user-agent").orElse("").startsWith("wrangler/") ? "wrangler" : "api";
    }

    private AccountWorkers account(String id) {
        AccountWorkers account = accounts.get(id);
        if (account == null) {
            throw new IllegalArgumentException("this sandbox has no account " + id);
        }
        return account;
    }

    private static StoredVersion withPlaceholder(AccountWorkers account, Script script, String secret) {
        StoredVersion latest = AccountWorkers.latest(script);
        List<ObjectNode> bindings = new ArrayList<>(latest.bindings());
        bindings.add(SecretRoutes.view(secret));
        Map<String, String> revisions = new TreeMap<>(latest.secrets());
        revisions.put(secret, account.vault().placeholder());
        return account.maker()
                .version(script, "wrangler", "secret", Map.of(), latest.code(), new Resolved(bindings, revisions));
    }
}
