package com.pmerit.d4.mojo;

import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.cloudflare.Waiting;
import com.pmerit.d4.contract.Contract;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.smoke.Smoker;
import com.pmerit.d4.worker.LiveWorkers;
import java.util.Optional;

/**
 * Where a release goes.
 *
 * @param environment the environment that was named
 * @param before the one that must run the same code first
 * @param isLast whether no other environment comes after it: a production, whose releases are tagged
 * @param account the account that holds it
 * @param live what its scripts run
 * @param smoker asks it for its health
 * @param waiting the time that its retries live in
 */
record Target(
        Environment environment,
        Optional<Environment> before,
        boolean isLast,
        AccountApi account,
        LiveWorkers live,
        Smoker smoker,
        Waiting waiting) {

    static Target of(Contract contract, Environment environment, AccountApi account, Smoker smoker, Waiting waiting) {
        Optional<Environment> before = environment.after().flatMap(contract::environment);
        boolean last = environment.after().isPresent()
                && contract.environments().stream()
                        .noneMatch(other -> other.after().equals(Optional.of(environment.name())));
        return new Target(environment, before, last, account, new LiveWorkers(account), smoker, waiting);
    }

    /** The same with nothing remembered of what is live. */
    Target afresh() {
        return new Target(environment, before, isLast, account, new LiveWorkers(account), smoker, waiting);
    }
}
