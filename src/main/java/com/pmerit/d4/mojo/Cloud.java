package com.pmerit.d4.mojo;

import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.cloudflare.CloudflareApi;
import com.pmerit.d4.cloudflare.Identity;
import com.pmerit.d4.cloudflare.SecretValue;
import com.pmerit.d4.cloudflare.TokenStatus;
import com.pmerit.d4.cloudflare.Waiting;
import com.pmerit.d4.contract.Contract;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.report.SmokeEvidence;
import com.pmerit.d4.smoke.DataPlane;
import com.pmerit.d4.smoke.HttpTransport;
import com.pmerit.d4.smoke.SmokeResult;
import com.pmerit.d4.smoke.Smoker;
import com.pmerit.d4.smoke.Transport;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** The Cloudflare that a goal talks to: Cloudflare's own, or the embedded one. */
final class Cloud implements Closeable {
    private final CloudflareApi api;
    private final AccountApi account;
    private final HttpTransport transport;
    private final Smoker smoker;
    private final Set<String> secretValues;
    private final Closeable embedded;
    private final Optional<TokenStatus> token;
    private final List<SmokeEvidence> smokes = new CopyOnWriteArrayList<>();

    /**
     * Puts the parts together.
     *
     * @param secretValues what must not reach a child process, such as the API token
     * @param embedded ends the embedded Cloudflare of this build; does nothing when there is none
     */
    Cloud(
            CloudflareApi api,
            AccountApi account,
            HttpTransport transport,
            DataPlane plane,
            Set<String> secretValues,
            Closeable embedded) {
        this(api, account, transport, plane, secretValues, embedded, Optional.empty());
    }

    /**
     * The same with a token of which something is known.
     *
     * @param token what Cloudflare said of it
     */
    Cloud(
            CloudflareApi api,
            AccountApi account,
            HttpTransport transport,
            DataPlane plane,
            Set<String> secretValues,
            Closeable embedded,
            Optional<TokenStatus> token) {
        this.api = api;
        this.token = token;
        this.account = account;
        this.transport = transport;
        this.secretValues = Set.copyOf(secretValues);
        this.embedded = embedded;
        this.smoker =
                new Smoker(transport, plane, Waiting.real(), (asker, result) -> smokes.add(evidence(asker, result)));
    }

    Target target(Contract contract, Environment environment) {
        return Target.of(contract, environment, account, smoker, Waiting.real());
    }

    /** The account that the token is for. */
    AccountApi account() {
        return account;
    }

    /** Asks the public addresses of what is deployed. */
    Transport transport() {
        return transport;
    }

    /** Who the token is. */
    Identity identity() {
        return api.identity();
    }

    /** What Cloudflare said of the token when the goal began; empty when it was not asked. */
    Optional<TokenStatus> token() {
        return token;
    }

    /** The values that no child process may see. */
    Set<String> secretValues() {
        return secretValues;
    }

    /** What was smoke-tested so far. */
    List<SmokeEvidence> smokes() {
        return List.copyOf(smokes);
    }

    /** Blots out this value, too, from now on. */
    void learn(SecretValue secret) {
        api.redactor().learn(secret);
    }

    /** Blots out every secret that this build has come to know. */
    String masked(String text) {
        return api.redactor().mask(text);
    }

    @Override
    public void close() throws IOException {
        try (embedded;
                transport) {
            api.close();
        }
    }

    private static SmokeEvidence evidence(String asker, SmokeResult result) {
        return new SmokeEvidence(
                asker,
                result.url().toString(),
                result.passed(),
                result.summary(),
                result.details(),
                result.proof().words(),
                result.transcriptSha256(),
                result.remedy(),
                result.duration());
    }
}
