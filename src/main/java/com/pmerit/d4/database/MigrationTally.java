package com.pmerit.d4.database;

import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.contract.Database;
import com.pmerit.d4.gate.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The project's migrations held against all databases of one environment. */
final class MigrationTally {
    private final String environment;
    private final List<String> pending = new ArrayList<>();
    private final List<String> strangers = new ArrayList<>();
    private int applied;

    /** Counts for an environment of this name. */
    MigrationTally(String environment) {
        this.environment = environment;
    }

    /** Adds one of its databases, or says why it cannot be counted. */
    Optional<Verdict.Failed> count(AccountApi account, Database database) {
        StatusReading reading = StatusReading.of(new LiveDatabase(account, database));
        if (reading instanceof StatusReading.Unreadable unreadable) {
            return Optional.of(new Verdict.Failed(unreadable.why(), unreadable.details(), unreadable.remedy()));
        }
        MigrationStatus status = ((StatusReading.Read) reading).status();
        applied += status.applied().size();
        status.pending().forEach(file -> pending.add(file.name().text()));
        status.withoutFile().forEach(name -> strangers.add(database.name() + " lists " + name + ", which has no file"));
        return Optional.empty();
    }

    /** Why another environment cannot rely on what was applied here. */
    Optional<Verdict.Failed> falls() {
        return pending.isEmpty()
                ? Optional.empty()
                : Optional.of(new Verdict.Failed(
                        pending.size() + " of " + (applied + pending.size()) + " migrations pending on " + environment,
                        pending,
                        "mvn deploy -P" + environment + "   (then run this again)"));
    }

    /** The verdict when everything is applied and another environment can rely on it. */
    Verdict applied(String schema) {
        return verdict(applied + " of " + applied + " applied to " + environment + "; " + schema);
    }

    /** The verdict when nothing is asked but that all can be read. */
    Verdict readable() {
        return verdict(applied + " applied, " + pending.size() + " to apply");
    }

    private Verdict verdict(String summary) {
        return strangers.isEmpty()
                ? new Verdict.Passed(summary)
                : new Verdict.Warned(summary, strangers, "bring the files back, or find out who applied them");
    }
}
