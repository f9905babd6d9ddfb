package com.pmerit.d4.release;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * What a release to one environment would change, and what it was derived from. Two plans of the same project and the same
 * world are equal, whenever and wherever they are made.
 *
 * @param environment the environment's name in the POM
 * @param worker the script
 * @param commit the full id of the commit in hand; empty outside a repository
 * @param code the digest of the code in hand, in hexadecimal
 * @param lockable whether the environment has a database, in which a lock, a journal and a ledger can be kept
 * @param changes everything that was looked at, as it is and as it will be, in the order of the concerns
 * @param observed what identifies the state of the account and of the project
 * @param warnings what a person should know before the release
 */
public record Plan(
        String environment,
        String worker,
        Optional<String> commit,
        String code,
        boolean lockable,
        List<Change> changes,
        List<Observation> observed,
        List<String> warnings) {
    public Plan {
        changes = List.copyOf(changes);
        observed = List.copyOf(observed);
        warnings = List.copyOf(warnings);
    }

    /** Whether a release would change nothing. */
    public boolean idle() {
        return needed().isEmpty();
    }

    /** What a release would change. */
    public List<Change> needed() {
        return changes.stream().filter(Change::isNeeded).toList();
    }

    /** SHA-256 over the canonical JSON of all of it, in 64 lower-case hexadecimal digits. */
    public String hash() {
        return DigestUtils.sha256Hex(PlanJson.canonical(this).getBytes(StandardCharsets.UTF_8));
    }

    /** What keeps two releases to this environment apart, in one sentence. */
    public String lockSentence() {
        return lockable
                ? "the release takes the lock of " + environment + " first"
                : environment + " binds no database, so there is no lock: a release by somebody else is noticed by"
                        + " comparing the deployments before and after, not kept out";
    }
}
