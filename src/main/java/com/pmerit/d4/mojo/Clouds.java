package com.pmerit.d4.mojo;

import com.pmerit.d4.cloudflare.Account;
import com.pmerit.d4.cloudflare.AccountId;
import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.cloudflare.ApiSettings;
import com.pmerit.d4.cloudflare.CloudflareApi;
import com.pmerit.d4.cloudflare.Credential;
import com.pmerit.d4.cloudflare.ExchangeListener;
import com.pmerit.d4.cloudflare.Limits;
import com.pmerit.d4.cloudflare.ProxySettings;
import com.pmerit.d4.cloudflare.Redactor;
import com.pmerit.d4.cloudflare.SecretValue;
import com.pmerit.d4.cloudflare.TokenStatus;
import com.pmerit.d4.cloudflare.Waiting;
import com.pmerit.d4.contract.Contract;
import com.pmerit.d4.sandbox.RunningSandbox;
import com.pmerit.d4.sandbox.Sandbox;
import com.pmerit.d4.smoke.DataPlane;
import com.pmerit.d4.smoke.HttpTransport;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.settings.Settings;

/** Opens the Cloudflare that a goal talks to. */
final class Clouds {
    private final Settings settings;
    private final Decryption decryption;
    private final String version;
    private final Redactor redactor;
    private final ExchangeListener flight;

    /**
     * Knows where credentials are looked for.
     *
     * @param version of d4, for the user agent
     * @param redactor knows the secrets of the project that lie about on this machine, and learns those of the cloud
     * @param flight is told of every exchange, masked
     */
    Clouds(Settings settings, Decryption decryption, String version, Redactor redactor, ExchangeListener flight) {
        this.settings = settings;
        this.decryption = decryption;
        this.version = version;
        this.redactor = redactor;
        this.flight = flight;
    }

    /** The embedded Cloudflare of the project: the one that runs already, or one for this goal alone. */
    Cloud embedded(Contract contract) throws IOException, InterruptedException {
        Optional<RunningSandbox> running = Sandbox.running(EmbeddedSettings.directory(contract));
        if (running.isPresent()) {
            return embedded(running.get(), contract, () -> {});
        }
        Sandbox sandbox = Sandbox.start(EmbeddedSettings.of(contract));
        return embedded(new RunningSandbox(sandbox.api(), sandbox.front(), sandbox.token()), contract, sandbox::close);
    }

    /** Whether there are credentials, whatever they are good for. */
    boolean hasLogin(String server) {
        return new Logins(System.getenv(), settings, decryption).read(server) instanceof LoginReading.Found;
    }

    /**
     * Cloudflare's own, or what {@code CLOUDFLARE_API_BASE_URL} names.
     *
     * @param server the id of the server in settings.xml that may hold the credentials
     * @throws MojoFailureException when credentials, proxy or base URL cannot be used
     */
    Cloud real(String server) throws MojoFailureException {
        LoginReading reading = new Logins(System.getenv(), settings, decryption).read(server);
        if (reading instanceof LoginReading.Refused refused) {
            throw new MojoFailureException(refused.fault().message());
        }
        Login login = ((LoginReading.Found) reading).login();
        Optional<ProxySettings> proxy = proxy();
        CloudflareApi api = api(settings(login, proxy));
        try {
            AccountId account = account(login, api);
            ApiResult<TokenStatus> token = api.identity().verify(account);
            refuseUnlessAccepted(token, login);
            DataPlane plane = DataPlane.internet();
            HttpTransport transport = new HttpTransport(plane, proxy, redactor::mask);
            return new Cloud(
                    api,
                    api.account(account),
                    transport,
                    plane,
                    login.secretValues(),
                    () -> {},
                    Optional.of(token.orElseThrow()));
        } catch (MojoFailureException refused) {
            api.close();
            throw refused;
        }
    }

    private Optional<ProxySettings> proxy() throws MojoFailureException {
        Proxies.Reading reading = new Proxies(settings, decryption).read();
        if (reading instanceof Proxies.Reading.Refused refused) {
            throw new MojoFailureException(refused.fault().message());
        }
        return ((Proxies.Reading.Found) reading).proxy();
    }

    private ApiSettings settings(Login login, Optional<ProxySettings> proxy) throws MojoFailureException {
        String configured = System.getenv("CLOUDFLARE_API_BASE_URL");
        try {
            URI base = configured == null || configured.isBlank()
                    ? ApiSettings.CLOUDFLARE
                    : URI.create(configured.strip());
            return new ApiSettings(base, login.credential(), proxy, Limits.STANDARD, version);
        } catch (IllegalArgumentException unusable) {
            throw new MojoFailureException(String.valueOf(unusable.getMessage()));
        }
    }

    private static void refuseUnlessAccepted(ApiResult<TokenStatus> token, Login login) throws MojoFailureException {
        Optional<String> trouble = TokenCheck.trouble(token, login.credential().source());
        if (trouble.isPresent()) {
            throw new MojoFailureException(trouble.get());
        }
    }

    /** A token for one account only can do without an account id. */
    private static AccountId account(Login login, CloudflareApi api) throws MojoFailureException {
        if (login.account().isPresent()) {
            return login.account().get();
        }
        ApiResult<List<Account>> accounts = api.identity().accounts();
        if (accounts.failure().isPresent()) {
            throw new MojoFailureException(accounts.failure().get().message());
        }
        List<Account> found = accounts.orElseThrow();
        if (found.size() != 1) {
            throw new MojoFailureException(
                    "the token from " + login.credential().source() + " reaches " + found.size()
                            + " accounts, and nothing says which one is meant." + System.lineSeparator()
                            + "  Set CLOUDFLARE_ACCOUNT_ID, or the username of the server in settings.xml.");
        }
        return found.get(0).id();
    }

    private Cloud embedded(RunningSandbox sandbox, Contract contract, Closeable end) {
        ApiSettings local = ApiSettings.of(
                sandbox.api(), new Credential(SecretValue.of(sandbox.token()), "the embedded Cloudflare"), version);
        AccountId account =
                new AccountId(EmbeddedSettings.of(contract).accounts().get(0).id());
        CloudflareApi api = api(local);
        DataPlane plane = DataPlane.behind(sandbox.front());
        HttpTransport transport = new HttpTransport(plane, Optional.empty(), redactor::mask);
        return new Cloud(api, api.account(account), transport, plane, Set.of(sandbox.token()), end);
    }

    private CloudflareApi api(ApiSettings settings) {
        return new CloudflareApi(settings, Waiting.real(), redactor, flight);
    }
}
