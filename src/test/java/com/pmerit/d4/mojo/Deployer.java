package com.pmerit.d4.mojo;

import com.pmerit.d4.cloudflare.AccountId;
import com.pmerit.d4.cloudflare.ApiSettings;
import com.pmerit.d4.cloudflare.CloudflareApi;
import com.pmerit.d4.cloudflare.Credential;
import com.pmerit.d4.cloudflare.ExchangeListener;
import com.pmerit.d4.cloudflare.Limits;
import com.pmerit.d4.cloudflare.Redactor;
import com.pmerit.d4.cloudflare.SecretValue;
import com.pmerit.d4.cloudflare.VirtualTime;
import com.pmerit.d4.cloudflare.WriteGuard;
import com.pmerit.d4.contract.Contract;
import com.pmerit.d4.gate.GateOverride;
import com.pmerit.d4.mojo.DeployRun.Ended;
import com.pmerit.d4.release.Recovery;
import com.pmerit.d4.release.Step;
import com.pmerit.d4.smoke.DataPlane;
import com.pmerit.d4.smoke.Smoker;
import com.pmerit.d4.smoke.Transport;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.apache.maven.plugin.MojoFailureException;

/**
 * Somebody who runs d4 against an embedded Cloudflare, in virtual time.
 *
 * @param api its base URL
 * @param token its token
 * @param front reaches what it serves
 * @param name what the requests call this one, after {@code d4/}
 * @param lockWait how long another run's lock is waited for
 * @param recover what is to become of a run that was left open
 */
record Deployer(
        URI api, String token, String account, Transport front, String name, Duration lockWait, Recovery.Wish recover) {
    /** The shop has no npm package: what its scripts would say is no part of what is tested here. */
    private static final Overrides UNTESTED = new Overrides(List.of(
            new GateOverride("tests", "the shop of this test has none"),
            new GateOverride("types", "the shop of this test has none")));

    /** A whole build in a checkout, as a person would start it: nothing is remembered from the one before. */
    Ended deploy(Checkout checkout, String environment, Limits limits) throws InterruptedException {
        return deploy(checkout, environment, limits, Optional::empty, step -> {});
    }

    /** The same, told of each step before it runs; no write begins once the guard objects. */
    Ended deploy(Checkout checkout, String environment, Limits limits, WriteGuard stop, Consumer<Step> beforeEach)
            throws InterruptedException {
        VirtualTime time = new VirtualTime();
        Credential credential = new Credential(SecretValue.of(token), "the embedded Cloudflare");
        ApiSettings settings = new ApiSettings(api, credential, Optional.empty(), limits, name);
        Contract contract = checkout.contract();
        try (CloudflareApi client =
                new CloudflareApi(settings, time.waiting(), new Redactor(), ExchangeListener.NONE)) {
            Smoker smoker = new Smoker(front, DataPlane.internet(), time.waiting(), (asker, result) -> {});
            Target target = Target.of(
                    contract,
                    contract.environment(environment).orElseThrow(),
                    client.account(new AccountId(account)),
                    smoker,
                    time.waiting());
            Map<String, String> machine = Map.of("PATH", checkout.frontEnd().programs());
            Workbench bench = new Workbench(contract, knobs(), machine, Set.of(token));
            return run(bench, target, stop, beforeEach);
        }
    }

    private Ended run(Workbench bench, Target target, WriteGuard stop, Consumer<Step> beforeEach)
            throws InterruptedException {
        DeployRun.Wishes wishes = new DeployRun.Wishes(
                recover,
                Optional.empty(),
                stop,
                lockWait,
                "mvn deploy -P" + target.environment().name(),
                UnaryOperator.identity(),
                line -> {});
        try {
            return new DeployRun(bench, target, wishes, beforeEach)
                    .run(() -> UNTESTED.over(Sop.checklist(bench, target)).run());
        } catch (MojoFailureException unknownGate) {
            throw new IllegalStateException(unknownGate);
        }
    }

    private static Knobs knobs() {
        return new Knobs(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                Duration.ofMinutes(1),
                true,
                Optional.empty(),
                Optional.empty(),
                UNTESTED);
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "Deployer[" + api + "]";
    }
}
