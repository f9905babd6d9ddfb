package com.pmerit.d4.smoke;

import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.cloudflare.Deployment;
import com.pmerit.d4.cloudflare.TrafficShare;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.gate.Gate;
import com.pmerit.d4.gate.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** An environment is healthy now, and the version that Cloudflare says is live is the one that answers. */
public final class LiveSmokeGate implements Gate {
    private final Environment environment;
    private final AccountApi account;
    private final Smoker smoker;

    /** Asks one environment. */
    public LiveSmokeGate(Environment environment, AccountApi account, Smoker smoker) {
        this.environment = environment;
        this.account = account;
        this.smoker = smoker;
    }

    @Override
    public String id() {
        return "smoke-" + environment.name();
    }

    @Override
    public String title() {
        return environment.name() + " is healthy, as the version that is live";
    }

    @Override
    public Verdict check() throws InterruptedException {
        Head head = account.deployments()
                .list(environment.worker())
                .orAbsent()
                .fold(
                        LiveSmokeGate::head,
                        failure -> new Head.Unclear("which version is live cannot be read", failure.message()));
        if (head instanceof Head.None) {
            return new Verdict.Failed(
                    environment.name() + " was never deployed: there is no Worker " + environment.worker(),
                    "mvn deploy -P" + environment.name());
        }
        return head instanceof Head.Unclear unclear ? whichever(unclear) : version(((Head.Sole) head).version());
    }

    private Verdict version(String version) throws InterruptedException {
        SmokeResult result = smoker.version(id(), environment, new Versions(version, Optional.empty()));
        return result.verdict() instanceof Verdict.Passed passed
                        && result.version().isEmpty()
                ? new Verdict.Passed("version " + version + " is live; " + passed.summary())
                : result.verdict();
    }

    /** Health can be asked all the same; that it belongs to a certain version is not claimed then. */
    private Verdict whichever(Head.Unclear head) throws InterruptedException {
        SmokeResult result = smoker.anyVersion(id(), environment);
        return result.passed()
                ? new Verdict.Warned(
                        result.summary() + ", but " + head.why(),
                        List.of(head.evidence()),
                        "mvn d4:status -P" + environment.name() + " shows what is live")
                : result.verdict();
    }

    private static Head head(Optional<List<Deployment>> deployments) {
        return deployments
                .flatMap(list -> list.stream().findFirst())
                .map(LiveSmokeGate::head)
                .orElseGet(Head.None::new);
    }

    private static Head head(Deployment deployment) {
        return deployment
                .soleVersion()
                .<Head>map(Head.Sole::new)
                .orElseGet(() -> new Head.Unclear(
                        "its traffic is split between versions, so that any of them may have answered",
                        deployment.shares().stream().map(TrafficShare::toString).collect(Collectors.joining(", "))));
    }

    /** What the control plane says is live. */
    private sealed interface Head {
        record None() implements Head {}

        record Sole(String version) implements Head {}

        record Unclear(String why, String evidence) implements Head {}
    }
}
