package com.pmerit.d4.database;

import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.contract.Database;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.gate.Gate;
import com.pmerit.d4.gate.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every migration file of the project is applied to the environment before the target. Where there is none before it, the
 * files and the target's own tracking table must at least be readable and fit together.
 */
public final class MigrationsGate implements Gate {
    private final Environment target;
    private final Optional<Environment> before;
    private final AccountApi account;

    /**
     * Prepares the comparison.
     *
     * @param before the environment that the target's {@code after} names
     */
    public MigrationsGate(Environment target, Optional<Environment> before, AccountApi account) {
        this.target = target;
        this.before = before;
        this.account = account;
    }

    @Override
    public String id() {
        return "migrations";
    }

    @Override
    public String title() {
        return before.map(environment -> "D1 migrations applied to " + environment.name() + " first")
                .orElse("D1 migrations are readable");
    }

    @Override
    public Verdict check() {
        Environment looked = before.orElse(target);
        if (target.databases().isEmpty()) {
            return new Verdict.Passed(target.name() + " binds no database");
        }
        int applied = 0;
        List<String> pending = new ArrayList<>();
        List<String> strangers = new ArrayList<>();
        for (Map.Entry<String, Database> bound : target.databases().entrySet()) {
            Database database = looked.databases().get(bound.getKey());
            if (database == null) {
                return new Verdict.Failed(
                        looked.name() + " binds no database as " + bound.getKey() + ", but " + target.name() + " does",
                        "bind one to " + bound.getKey() + " in " + looked.name()
                                + ", so that its migrations can be tried there");
            }
            StatusReading reading = StatusReading.of(new LiveDatabase(account, database));
            if (reading instanceof StatusReading.Unreadable unreadable) {
                return new Verdict.Failed(unreadable.why(), unreadable.details(), unreadable.remedy());
            }
            MigrationStatus status = ((StatusReading.Read) reading).status();
            applied += status.applied().size();
            status.pending().forEach(file -> pending.add(file.name().text()));
            status.withoutFile()
                    .forEach(name -> strangers.add(database.name() + " lists " + name + ", which has no file"));
        }
        return verdict(looked, applied, pending, strangers);
    }

    private Verdict verdict(Environment looked, int applied, List<String> pending, List<String> strangers) {
        if (before.isPresent() && !pending.isEmpty()) {
            return new Verdict.Failed(
                    pending.size() + " of " + (applied + pending.size()) + " migrations pending on " + looked.name(),
                    pending,
                    "mvn deploy -P" + looked.name() + "   (then run this again)");
        }
        String summary = before.isPresent()
                ? applied + " of " + applied + " applied to " + looked.name()
                : applied + " applied, " + pending.size() + " to apply";
        return strangers.isEmpty()
                ? new Verdict.Passed(summary)
                : new Verdict.Warned(summary, strangers, "bring the files back, or find out who applied them");
    }
}
