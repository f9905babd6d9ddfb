package com.pmerit.d4.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pmerit.d4.sandbox.SandboxSettings.Seed;
import com.pmerit.d4.sandbox.account.Account;
import com.pmerit.d4.sandbox.account.AccountRoutes;
import com.pmerit.d4.sandbox.http.ApiService;
import com.pmerit.d4.sandbox.http.Content;
import com.pmerit.d4.sandbox.http.ControlRoutes;
import com.pmerit.d4.sandbox.http.Faults;
import com.pmerit.d4.sandbox.http.Gatekeeper;
import com.pmerit.d4.sandbox.http.Json;
import com.pmerit.d4.sandbox.http.LoopbackServer;
import com.pmerit.d4.sandbox.http.Request;
import com.pmerit.d4.sandbox.http.RequestLog;
import com.pmerit.d4.sandbox.http.Response;
import com.pmerit.d4.sandbox.http.Router;
import com.pmerit.d4.sandbox.pages.Pages;
import com.pmerit.d4.sandbox.runtime.Front;
import com.pmerit.d4.sandbox.runtime.VersionCheck;
import com.pmerit.d4.sandbox.runtime.WorkerRuntime;
import com.pmerit.d4.sandbox.runtime.WorkerdBinary;
import com.pmerit.d4.sandbox.state.Stamps;
import com.pmerit.d4.sandbox.state.StateDirectory;
import com.pmerit.d4.sandbox.workers.RunnableVersion;
import com.pmerit.d4.sandbox.workers.WorkerDirectory;
import com.pmerit.d4.sandbox.workers.Workers;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * An embedded Cloudflare: the v4 REST API, D1, R2, KV, Workers and Pages on loopback, with its state in one directory.
 *
 * <p>Values of secrets are never written. A secret that was set in an earlier process keeps its name and has the value
 * {@code sandbox-placeholder-for-NAME}.
 */
public final class Sandbox implements AutoCloseable {
    private final SandboxSettings settings;
    private final OpenedParts parts = new OpenedParts();
    private final Faults faults = new Faults();
    private final RequestLog requests = new RequestLog();
    private final String token;
    private final Stores stores;
    private final Workers workers;
    private final Pages pages;
    private final WorkerRuntime runtime;
    private final Front front;
    private final LoopbackServer api;

    private Sandbox(SandboxSettings settings) throws IOException {
        this.settings = settings;
        try {
            boolean fresh = !Files.exists(settings.directory().resolve("accounts"));
            StateDirectory state = parts.add(StateDirectory.take(settings.directory()));
            Stamps stamps = new Stamps(Clock.systemUTC());
            token = state.token();
            stores = Stores.open(state.path(), stamps.clock(), parts);
            pages = Pages.open(state.path(), accountIds(), stamps, stores.resources(), this::startupFault);
            runtime = parts.add(WorkerRuntime.start(
                    WorkerdBinary.above(settings.workerdFrom()),
                    state.path().resolve("workerd"),
                    settings.internet(),
                    stores.bindings(this::files)));
            workers = Workers.open(state.path(), subdomains(), stamps, stores.resources(), this::startupFault);
            seed(fresh);
            settings.faults().forEach(faults::add);
            front = parts.add(
                    Front.start(settings.frontPort(), workers.directory(), pages::at, runtime, new SplittableRandom()));
            api = parts.add(LoopbackServer.start(settings.port(), service()));
            state.announce(
                    new StateDirectory.Running(ProcessHandle.current().pid(), api().toString(), front().toString()));
        } catch (IOException | RuntimeException failure) {
            closeAfter(failure);
            throw failure;
        }
    }

    /**
     * Starts a sandbox; it answers when this returns.
     *
     * @throws IOException when the directory is in use or unreadable, or a port is taken
     */
    public static Sandbox start(SandboxSettings settings) throws IOException {
        return new Sandbox(settings);
    }

    /**
     * The sandbox that runs on a state directory, in this process or another one.
     *
     * @return empty when none answers, also when a killed one left its traces
     */
    public static Optional<RunningSandbox> running(Path directory) throws IOException, InterruptedException {
        return RunningSandbox.find(directory);
    }

    /** The API's base URL, {@code http://127.0.0.1:PORT/client/v4}: what {@code CLOUDFLARE_API_BASE_URL} takes. */
    public URI api() {
        return URI.create(api.uri() + Router.API_BASE);
    }

    /** Where Workers and Pages sites answer, {@code http://127.0.0.1:PORT}; their host goes into the Host header. */
    public URI front() {
        return front.uri();
    }

    /** The API token, which reaches all accounts. */
    public String token() {
        return token;
    }

    /** Another API token, which reaches all accounts and may only read. */
    public String readOnlyToken() {
        return DigestUtils.sha256Hex("read-only " + token);
    }

    /** The accounts as they were set up. */
    public List<Account> accounts() {
        return settings.accounts();
    }

    /** The misbehaviour of the API. */
    public Faults faults() {
        return faults;
    }

    /** What was called. */
    public RequestLog requests() {
        return requests;
    }

    /** Which version of which Worker answers at which host: what the front asks at each request. */
    public WorkerDirectory workers() {
        return workers.directory();
    }

    /**
     * The whole state of an account as JSON without times and random ids: scripts with versions, module hashes, bindings, names of
     * secrets and deployments; databases with schema, migrations and digests of rows; buckets, namespaces, Pages projects with their files.
     */
    public ObjectNode snapshot(String account) throws IOException {
        ObjectNode snapshot = Json.mapper().createObjectNode();
        snapshot.set("workers", workers.snapshot(account));
        stores.snapshot(account, snapshot);
        snapshot.set("pages", pages.snapshot(account));
        return snapshot;
    }

    /** SHA-256 over the snapshots of all accounts: two that are equal mean that nothing has changed. */
    public String stateHash() throws IOException {
        ObjectNode all = Json.mapper().createObjectNode();
        for (Account account : accounts()) {
            all.set(account.id(), snapshot(account.id()));
        }
        return Content.of(Json.write(all)).sha256();
    }

    /** Stops everything that was started and gives the directory free. */
    @Override
    public void close() throws IOException {
        parts.close();
    }

    /** The address only. */
    @Override
    public String toString() {
        return "Sandbox[" + settings.directory() + "]";
    }

    private ApiService service() {
        Router.Builder routes = Router.builder();
        new ControlRoutes(faults, requests).addTo(routes);
        new AccountRoutes(settings.accounts()).addTo(routes);
        stores.addTo(routes);
        workers.addTo(routes);
        pages.addTo(routes);
        Gatekeeper gatekeeper =
                new Gatekeeper(token, readOnlyToken(), Map.copyOf(subdomains()).keySet());
        return new ApiService(routes.build(), gatekeeper, faults, requests);
    }

    private void seed(boolean fresh) throws IOException {
        for (Seed seed : settings.seeds()) {
            stores.ensure(seed);
            for (Map.Entry<String, List<String>> site : seed.sites().entrySet()) {
                pages.ensure(seed.account(), site.getKey(), site.getValue());
            }
            if (fresh) {
                for (Map.Entry<String, List<String>> script : seed.secrets().entrySet()) {
                    workers.seed(seed.account(), script.getKey(), script.getValue());
                }
            }
        }
    }

    /** A version counts as fit when it cannot be tried, for want of workerd: its first request will say what is missing. */
    private Optional<String> startupFault(RunnableVersion version) {
        return runtime.check(version) instanceof VersionCheck.DoesNotStart fault
                ? Optional.of(fault.words())
                : Optional.empty();
    }

    /** The static files of a Worker's version are named by its script and its id, those of Pages by the id of a deployment. */
    private Response files(String account, String resource, Request request) throws IOException {
        return resource.contains("/")
                ? workers.assets(account, resource, request)
                : pages.assets(account, resource, request);
    }

    private List<String> accountIds() {
        return settings.accounts().stream().map(Account::id).toList();
    }

    private Map<String, String> subdomains() {
        return settings.accounts().stream().collect(Collectors.toMap(Account::id, Account::subdomain));
    }

    private void closeAfter(Exception failure) {
        try {
            parts.close();
        } catch (IOException second) {
            failure.addSuppressed(second);
        }
    }
}
