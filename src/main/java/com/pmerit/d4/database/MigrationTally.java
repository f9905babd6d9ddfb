package com.pmerit.d4.database;

import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.cloudflare.ApiFailure;
import com.pmerit.d4.contract.Database;
import com.pmerit.d4.gate.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The project's migrations held against all databases of one environment. */
final class MigrationTally {
    private static final int HASH_SHOWN = 12;

    private final String environment;
    private final List<String> pending = new ArrayList<>();
    private final List<String> strangers = new ArrayList<>();
    private final List<String> edited = new ArrayList<>();
    private final List<String> restyled = new ArrayList<>();
    private int applied;
    private int unknown;

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
        return new MigrationLedger(account, database)
                .rows()
                .fold(rows -> compare(status.applied(), rows), failure -> Optional.of(unreadable(database, failure)));
    }

    /** Wrangler notes no content: of what it applied an edit does not show, which is told and not held against anybody. */
    private Optional<Verdict.Failed> compare(List<MigrationFile> files, List<MigrationRow> rows) {
        Map<String, MigrationHashes> noted = new HashMap<>();
        rows.forEach(row -> noted.put(row.name(), row.hashes()));
        for (MigrationFile file : files) {
            MigrationHashes then = noted.get(file.name().text());
            MigrationHashes now = MigrationHashes.of(file);
            if (then == null) {
                unknown++;
            } else {
                note(file, now, then);
            }
        }
        return Optional.empty();
    }

    private void note(MigrationFile file, MigrationHashes now, MigrationHashes then) {
        switch (now.since(then)) {
            case MEANING ->
                edited.add(file.name() + ": applied was " + abbreviated(then.file()) + ", the file is "
                        + abbreviated(now.file()));
            case LAYOUT -> restyled.add(file.name() + " has other comments or white space than what was applied");
            case NONE -> {}
        }
    }

    /** Why another environment cannot rely on what was applied here. */
    Optional<Verdict.Failed> falls() {
        if (!pending.isEmpty()) {
            return Optional.of(new Verdict.Failed(
                    pending.size() + " of " + (applied + pending.size()) + " migrations pending on " + environment,
                    pending,
                    "mvn deploy -P" + environment + "   (then run this again)"));
        }
        return edited.isEmpty()
                ? Optional.empty()
                : Optional.of(new Verdict.Failed(
                        edited.size() + (edited.size() == 1 ? " migration was" : " migrations were")
                                + " edited after being applied on " + environment,
                        edited,
                        "bring back what was applied (git log -p shows it) and put the change into a new file"));
    }

    /** The verdict when everything is applied and another environment can rely on it. */
    Verdict applied(String schema) {
        String content = unknown == 0 ? "" : ", " + unknown + " of them not by d4, so that an edit would not show";
        return verdict(applied + " of " + applied + " applied to " + environment + content + "; " + schema);
    }

    /** The verdict when nothing is asked but that all can be read. */
    Verdict readable() {
        return verdict(applied + " applied, " + pending.size() + " to apply");
    }

    private Verdict verdict(String summary) {
        List<String> odd = new ArrayList<>(strangers);
        edited.forEach(line -> odd.add("edited after it was applied: " + line));
        odd.addAll(restyled);
        if (odd.isEmpty()) {
            return new Verdict.Passed(summary);
        }
        String remedy = strangers.isEmpty()
                ? "bring back what was applied (git log -p shows it)"
                : "bring the files back, or find out who applied them";
        return new Verdict.Warned(summary, odd, remedy);
    }

    private static Verdict.Failed unreadable(Database database, ApiFailure failure) {
        return new Verdict.Failed(
                "what d4 noted of the migrations of " + database.name() + " cannot be read",
                List.of(failure.message()),
                "run the same command again");
    }

    private static String abbreviated(String sha256) {
        return sha256.substring(0, Math.min(HASH_SHOWN, sha256.length()));
    }
}
