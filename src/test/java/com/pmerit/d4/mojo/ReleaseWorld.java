package com.pmerit.d4.mojo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pmerit.d4.cloudflare.Limits;
import com.pmerit.d4.contract.Contract;
import com.pmerit.d4.mojo.DeployRun.Ended;
import com.pmerit.d4.mojo.ShopFront.Visit;
import com.pmerit.d4.mojo.Witness.Seen;
import com.pmerit.d4.release.Outcome;
import com.pmerit.d4.release.Recovery;
import com.pmerit.d4.release.ReleaseResult;
import com.pmerit.d4.release.StepResult;
import com.pmerit.d4.sandbox.Sandbox;
import com.pmerit.d4.sandbox.SandboxSettings;
import com.pmerit.d4.sandbox.http.RequestLog.Arrival;
import com.pmerit.d4.smoke.Transport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** An embedded Cloudflare, the visitors of the shop that it serves, and whoever releases that shop. */
final class ReleaseWorld implements AutoCloseable {
    static final String STAGING = "staging";
    static final String PRODUCTION = "production";

    /** The embedded Cloudflare. */
    final Sandbox sandbox;
    /** The shop as its visitors meet it. */
    final ShopFront front;

    /** What was asked of it. */
    final Witness witness;

    private final Path state;
    private final String account;
    private volatile Consumer<Arrival> first = arrival -> {};
    private final List<Build> builds = new CopyOnWriteArrayList<>();
    private final List<String> foreignMigrations = new CopyOnWriteArrayList<>();

    /**
     * A build that was started here.
     *
     * @param ended what it says itself
     * @param visits what it met as a visitor, or whoever else came at the same time
     * @param writes the requests in that time that were no mere reading
     */
    record Build(Ended ended, List<Visit> visits, List<Seen> writes) {
        /** How it says it ended; empty when its checklist failed. */
        Optional<Outcome> outcome() {
            return ended.release().map(ReleaseResult::outcome);
        }

        /** The steps that it says fell short. */
        List<StepResult.Failed> failures() {
            return ended.release().stream()
                    .flatMap(release -> release.steps().stream())
                    .map(ReleaseResult.Ran::result)
                    .filter(StepResult.Failed.class::isInstance)
                    .map(StepResult.Failed.class::cast)
                    .toList();
        }

        /** All that it says. */
        String said() {
            return ended.toString();
        }
    }

    /** A world whose state is in this directory; what is missing for the shop is made. */
    ReleaseWorld(Path state, Contract contract) throws IOException {
        SandboxSettings usual = EmbeddedSettings.of(contract);
        this.state = state;
        this.account = usual.accounts().get(0).id();
        this.sandbox = Sandbox.start(
                new SandboxSettings(state, 0, 0, usual.accounts(), usual.seeds(), state, false, List.of()));
        this.front = new ShopFront(sandbox);
        this.witness = new Witness(held());
        sandbox.requests().tell(arrival -> {
            first.accept(arrival);
            witness.see(arrival);
        });
    }

    /** A whole build in a checkout, as a person would start it: nothing is remembered from the one before. */
    Build deploy(Checkout checkout, String environment) throws InterruptedException {
        return deploy(checkout, environment, Limits.STANDARD);
    }

    /** The same with other limits of an exchange. */
    Build deploy(Checkout checkout, String environment, Limits limits) throws InterruptedException {
        return deploy(deployer("1", Duration.ZERO, front), checkout, environment, limits);
    }

    /** The same by somebody in particular. */
    Build deploy(Deployer deployer, Checkout checkout, String environment, Limits limits) throws InterruptedException {
        int visits = front.visits().size();
        int requests = witness.seen().size();
        Ended ended = deployer.deploy(checkout, environment, limits);
        Build build = new Build(ended, front.visits().stream().skip(visits).toList(), witness.writesSince(requests));
        builds.add(build);
        return build;
    }

    /** Waits until no request is being served any more, such as one whose sender has gone away. */
    void settles() throws InterruptedException {
        while (sandbox.requests().entries().size() < witness.seen().size()) {
            Thread.sleep(1);
        }
    }

    /** Somebody who runs d4 here, and meets what is served through this transport. */
    Deployer deployer(String name, Duration lockWait, Transport transport) {
        return new Deployer(sandbox.api(), sandbox.token(), account, transport, name, lockWait, Recovery.Wish.NONE);
    }

    /** A whole build that is to bring a run to its end that was left open. */
    Build finish(Checkout checkout) throws InterruptedException {
        return deploy(recovering(Recovery.Wish.FINISH), checkout, PRODUCTION, Limits.STANDARD);
    }

    /** A whole build that is to take a run back that was left open: it is done when nothing was released, so it counts as none. */
    Build takeBack(Checkout checkout) throws InterruptedException {
        Build build = deploy(recovering(Recovery.Wish.BACK), checkout, PRODUCTION, Limits.STANDARD);
        builds.remove(build);
        return build;
    }

    private Deployer recovering(Recovery.Wish wish) {
        return new Deployer(sandbox.api(), sandbox.token(), account, front, "1", Duration.ZERO, wish);
    }

    /** Lets each request wait from now on until this returns; the witness sees what the state is then. */
    void before(Consumer<Arrival> hook) {
        first = hook;
    }

    /** The builds so far, oldest first. */
    List<Build> builds() {
        return List.copyOf(builds);
    }

    /** The build that ended last. */
    Optional<Build> lastBuild() {
        return builds.isEmpty() ? Optional.empty() : Optional.of(builds.get(builds.size() - 1));
    }

    /** Notes that a stranger applied a migration. */
    void noteForeign(String migration) {
        foreignMigrations.add(migration);
    }

    /** The migrations that were applied without d4. */
    List<String> appliedByOthers() {
        return List.copyOf(foreignMigrations);
    }

    /** Notes a build that nobody made. */
    void note(Ended claimed) {
        builds.add(new Build(claimed, List.of(), List.of()));
    }

    /** How a version behaves. */
    Behaviour behaviour(String script, String version) {
        return sandbox.workers()
                .version(account, script, version)
                .map(Behaviour::of)
                .orElseThrow();
    }

    /** What users meet and the next release finds, see {@link Outlook}. */
    ObjectNode outlook() throws IOException {
        return Outlook.of(sandbox.snapshot(account));
    }

    /** What no build may tell. */
    Set<String> secrets() {
        return Set.of(sandbox.token(), "sandbox-placeholder-for-PAYMENT_KEY");
    }

    /** Where it is kept. */
    Path state() {
        return state;
    }

    String account() {
        return account;
    }

    /** What the embedded Cloudflare keeps on its disk at this moment. */
    HeldState held() {
        return new HeldState(state, account);
    }

    @Override
    public void close() throws IOException {
        sandbox.close();
    }
}
