package com.pmerit.d4;

import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.cloudflare.AccountId;
import com.pmerit.d4.cloudflare.ApiSettings;
import com.pmerit.d4.cloudflare.CloudflareApi;
import com.pmerit.d4.cloudflare.Credential;
import com.pmerit.d4.cloudflare.ExchangeListener;
import com.pmerit.d4.cloudflare.Limits;
import com.pmerit.d4.cloudflare.Redactor;
import com.pmerit.d4.cloudflare.SecretValue;
import com.pmerit.d4.cloudflare.VirtualTime;
import com.pmerit.d4.cloudflare.Waiting;
import com.pmerit.d4.contract.Database;
import com.pmerit.d4.sandbox.Api;
import com.pmerit.d4.sandbox.Sandbox;
import com.pmerit.d4.sandbox.SandboxSettings;
import com.pmerit.d4.sandbox.SandboxSettings.Seed;
import com.pmerit.d4.sandbox.http.Fault;
import com.pmerit.d4.sandbox.http.Fault.Moment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An account with the shop's staging database and bucket, in an embedded Cloudflare, and a client of it in virtual time. */
public final class LiveAccount implements AutoCloseable {
    public static final String ID = SandboxSettings.USUAL_ACCOUNT.id();

    /** The embedded Cloudflare. */
    public final Sandbox sandbox;
    /** The client under test. */
    public final AccountApi api;
    /** The time in which it waits. */
    public final VirtualTime time = new VirtualTime();
    /** A plain client, for what somebody else does to the account. */
    public final Api others;

    private final CloudflareApi client;

    /** Starts it with its state in this directory. */
    public LiveAccount(Path state) throws IOException {
        this(state, Limits.STANDARD);
    }

    /** The same with a client that has other limits of an exchange. */
    public LiveAccount(Path state, Limits limits) throws IOException {
        this(state, limits, state);
    }

    /** The same with a workerd, which is found in {@code node_modules} from this directory upwards. */
    public LiveAccount(Path state, Limits limits, Path workerdFrom) throws IOException {
        Seed seed = new Seed(
                ID, Map.of(Environments.DATABASE_ID, "shop-db-staging"), List.of("shop-images-staging"), Map.of());
        sandbox =
                Sandbox.start(SandboxSettings.in(state).withSeeds(List.of(seed)).withWorkerdFrom(workerdFrom));
        client = client(time.waiting(), limits);
        api = client.account(new AccountId(ID));
        others = new Api(sandbox, ID);
    }

    /** Another client, whose waits are filled with something. */
    public CloudflareApi client(Waiting waiting) {
        return client(waiting, Limits.STANDARD);
    }

    private CloudflareApi client(Waiting waiting, Limits limits) {
        Credential credential = new Credential(SecretValue.of(sandbox.token()), "the test");
        ApiSettings settings = new ApiSettings(sandbox.api(), credential, Optional.empty(), limits, "1");
        return new CloudflareApi(settings, waiting, new Redactor(), ExchangeListener.NONE);
    }

    /** Makes another database, as somebody else would; gives its id. */
    public String create(String name) throws IOException, InterruptedException {
        return others.call("POST", "/d1/database", "{\"name\":\"" + name + "\"}")
                .result()
                .path("uuid")
                .asText();
    }

    /** The same with the directory of its migration files. */
    public Database create(String name, Path migrations) throws IOException, InterruptedException {
        return new Database(name, create(name), migrations, "d1_migrations", Optional.empty());
    }

    /** Gives this text instead of acting, at the nth call of a route below the account. */
    public void answers(String method, String route, int nth, int status, String text) {
        arm(method, route, nth, 1, new Fault.Answer(Moment.BEFORE_ACTING, status, "application/json", List.of(), text));
    }

    /** Breaks the connection at the nth call of a route below the account and at some more. */
    public void drops(String method, String route, int nth, int times, Moment moment) {
        arm(method, route, nth, times, new Fault.Drop(moment));
    }

    private void arm(String method, String route, int nth, int times, Fault.Effect effect) {
        sandbox.faults().add(new Fault(method, new Fault.Template("/accounts/{account}" + route), nth, times, effect));
    }

    @Override
    public void close() throws IOException {
        client.close();
        sandbox.close();
    }
}
