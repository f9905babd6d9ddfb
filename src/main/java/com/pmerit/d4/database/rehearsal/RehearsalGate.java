package com.pmerit.d4.database.rehearsal;

import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.database.rehearsal.DatabaseRehearsal.Trouble;
import com.pmerit.d4.database.rehearsal.Finding.Standing;
import com.pmerit.d4.gate.Gate;
import com.pmerit.d4.gate.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * No pending migration loses rows of the target or fails on what they hold: each was run on a copy of its schema with rows in
 * every table, and the target was asked where it depends on its own.
 */
public final class RehearsalGate implements Gate {
    private static final String DETAIL = "; all of it: mvn d4:rehearse -Dd4.environment=";

    private final Environment target;
    private final AccountApi account;
    private final Rehearsals rehearsals;

    /** Prepares the rehearsal for one environment. */
    public RehearsalGate(Environment target, AccountApi account, Rehearsals rehearsals) {
        this.target = target;
        this.account = account;
        this.rehearsals = rehearsals;
    }

    @Override
    public String id() {
        return "rehearsal";
    }

    @Override
    public String title() {
        return "Pending D1 migrations lose no rows and fail on none";
    }

    @Override
    public Verdict check() {
        if (target.databases().isEmpty()) {
            return new Verdict.Passed(target.name() + " binds no database");
        }
        List<DatabaseRehearsal> all = new ArrayList<>();
        for (String binding : target.databases().keySet()) {
            DatabaseRehearsal rehearsal = rehearsals.onTarget(account, target, binding);
            Optional<Trouble> trouble = rehearsal.trouble();
            if (trouble.isPresent()) {
                return new Verdict.Failed(
                        trouble.get().why(),
                        trouble.get().details(),
                        trouble.get().remedy());
            }
            all.add(rehearsal);
        }
        return verdict(all);
    }

    private Verdict verdict(List<DatabaseRehearsal> all) {
        if (all.stream().allMatch(each -> each.known() == 0)) {
            return new Verdict.Warned(
                    "a D1 database is bound, and there is no migration file to rehearse",
                    List.of(),
                    "put its schema into migration files: npx wrangler d1 migrations create");
        }
        RehearsalTally tally = new RehearsalTally(all);
        List<Finding> failing = tally.findings(Standing.FAILS);
        List<String> details = tally.details();
        if (!failing.isEmpty()) {
            String waiver = failing.stream().anyMatch(finding -> finding.code().equals(Judgement.CANNOT_BE_APPLIED))
                    ? ""
                    : ", or allow it in the file: -- d4:allow " + failing.get(0).code() + " reason";
            return new Verdict.Failed(
                    tally.summary(), details, failing.get(0).mend() + waiver + DETAIL + target.name());
        }
        List<Finding> unknown = tally.findings(Standing.UNKNOWN);
        if (tally.notSeeded().isEmpty() && unknown.isEmpty()) {
            return new Verdict.Passed(tally.summary(), details);
        }
        return new Verdict.Warned(
                tally.summary(),
                details,
                tally.notSeeded().isEmpty()
                        ? unknown.get(0).mend() + DETAIL + target.name()
                        : "look at what the files do to those tables yourself: no canary row could be put into them");
    }
}
