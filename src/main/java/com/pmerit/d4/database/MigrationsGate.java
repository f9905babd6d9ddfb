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
 * Every migration file of the project is applied to the environment before the target, as it is written now, and the target
 * will end in the schema that was tried there. Where there is none before it, the files and the target's own tracking table
 * must at least be readable and fit together.
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
        MigrationTally tally = new MigrationTally(looked.name());
        List<Pair> pairs = new ArrayList<>();
        for (Map.Entry<String, Database> bound : target.databases().entrySet()) {
            Database database = looked.databases().get(bound.getKey());
            if (database == null) {
                return new Verdict.Failed(
                        looked.name() + " binds no database as " + bound.getKey() + ", but " + target.name() + " does",
                        "bind one to " + bound.getKey() + " in " + looked.name()
                                + ", so that its migrations can be tried there");
            }
            Optional<Verdict.Failed> unreadable = tally.count(account, database);
            if (unreadable.isPresent()) {
                return unreadable.get();
            }
            pairs.add(new Pair(database, bound.getValue()));
        }
        return before.isPresent() ? tried(before.get(), tally, pairs) : tally.readable();
    }

    private Verdict tried(Environment first, MigrationTally tally, List<Pair> pairs) {
        Optional<Verdict.Failed> falls = tally.falls();
        if (falls.isPresent()) {
            return falls.get();
        }
        SameSchema schema = new SameSchema(account, first, target);
        List<String> ends = new ArrayList<>();
        for (Pair pair : pairs) {
            SameSchema.Finding finding = schema.look(pair.there(), pair.here());
            if (finding instanceof SameSchema.Finding.Unproven unproven) {
                return unproven.why();
            }
            long tables = ((SameSchema.Finding.Same) finding).tables();
            ends.add(tables + (tables == 1 ? " table" : " tables"));
        }
        return tally.applied(target.name() + " ends in its schema, " + String.join(" and ", ends));
    }

    /** The databases that two environments bind under one name. */
    private record Pair(Database there, Database here) {}
}
