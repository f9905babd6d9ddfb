package com.pmerit.d4.mojo;

import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.cloudflare.Waiting;
import com.pmerit.d4.cloudflare.WriteGuard;
import com.pmerit.d4.contract.Contract;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.contract.SitePlacement;
import com.pmerit.d4.release.Books;
import com.pmerit.d4.release.LockOwner;
import com.pmerit.d4.release.Run;
import com.pmerit.d4.site.SiteInquiry;
import com.pmerit.d4.smoke.Smoker;
import com.pmerit.d4.worker.LiveWorkers;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Where a release goes.
 *
 * @param environment the environment that was named
 * @param before the one that must run the same code first
 * @param isLast whether no other environment comes after it: a production, whose releases are tagged
 * @param account the account that holds it
 * @param live what its scripts run
 * @param judged what they ran when the gates looked
 * @param smoker asks it for its health
 * @param waiting the time that its retries live in
 * @param site where its front end is published, if this project publishes one
 */
record Target(
        Environment environment,
        Optional<Environment> before,
        boolean isLast,
        AccountApi account,
        LiveWorkers live,
        LiveWorkers judged,
        Smoker smoker,
        Waiting waiting,
        Optional<SitePlacement> site) {

    static Target of(Contract contract, Environment environment, AccountApi account, Smoker smoker, Waiting waiting) {
        Optional<Environment> before = environment.after().flatMap(contract::environment);
        boolean last = environment.after().isPresent()
                && contract.environments().stream()
                        .noneMatch(other -> other.after().equals(Optional.of(environment.name())));
        LiveWorkers live = new LiveWorkers(account);
        Optional<SitePlacement> site = contract.site().flatMap(stated -> stated.in(environment.name()));
        return new Target(environment, before, last, account, live, live, smoker, waiting, site);
    }

    /** The same with nothing remembered of what is live. */
    Target afresh() {
        LiveWorkers none = new LiveWorkers(account);
        return new Target(environment, before, isLast, account, none, none, smoker, waiting, site);
    }

    /** The same without its front end: whatever is done there, the site stays as it is. */
    Target leavingSite() {
        return new Target(environment, before, isLast, account, live, judged, smoker, waiting, Optional.empty());
    }

    /** The same for a release whose gates have looked before, in this very build. */
    Target judgedBy(LiveWorkers gates) {
        return new Target(environment, before, isLast, account, live, gates, smoker, waiting, site);
    }

    /** How a site of it is asked. */
    SiteInquiry siteInquiry() {
        return new SiteInquiry(
                new SiteVisits(smoker), waiting, environment.smoke().deadline());
    }

    /** A run to this target by this project: its books, and the account behind its lock. */
    Underway underway(Workbench bench, WriteGuard stop, Duration lockWait, Consumer<String> tell)
            throws InterruptedException {
        String id = UUID.randomUUID().toString();
        LockOwner owner = LockOwner.of(bench.author(), bench.commit(), id);
        Optional<Books> books = Books.of(environment, account, owner, waiting);
        WriteGuard guard = () ->
                stop.objection().or(() -> books.flatMap(kept -> kept.lock().objection()));
        Run draft = Run.draft(id, environment.name(), environment.worker(), bench.commit(), bench.author());
        return new Underway(
                books, guard, account.guardedBy(guard), draft, () -> false, lockWait, tell, bench.activities()::howFar);
    }
}
