package com.pmerit.d4.database;

import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.contract.Database;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.release.Progress;
import com.pmerit.d4.release.Step;
import com.pmerit.d4.release.StepResult;
import java.util.ArrayList;
import java.util.List;

/** Says which migrations would be applied to an environment. Writes nothing. */
public final class PendingMigrations implements Step {
    private final Environment environment;
    private final AccountApi account;

    /** Prepares the look at the databases of one environment. */
    public PendingMigrations(Environment environment, AccountApi account) {
        this.environment = environment;
        this.account = account;
    }

    /** Whether every file is known to be applied; what cannot be read is not. */
    public boolean none() {
        return environment.databases().values().stream()
                .allMatch(database -> StatusReading.of(account, database) instanceof StatusReading.Read read
                        && read.status().pending().isEmpty());
    }

    @Override
    public String id() {
        return "pending";
    }

    @Override
    public String title() {
        return "Say what would be applied";
    }

    @Override
    public StepResult run(Progress progress) {
        List<String> words = new ArrayList<>();
        for (Database database : environment.databases().values()) {
            StatusReading reading = StatusReading.of(account, database);
            if (reading instanceof StatusReading.Unreadable unreadable) {
                return new StepResult.Failed(
                        unreadable.why(), unreadable.details(), "nothing was written", unreadable.remedy(), true);
            }
            List<MigrationFile> pending =
                    ((StatusReading.Read) reading).status().pending();
            words.add(
                    pending.isEmpty()
                            ? "nothing to " + database.name()
                            : pending.size() + " to " + database.name() + ": "
                                    + String.join(
                                            ", ",
                                            pending.stream()
                                                    .map(file -> file.name().text())
                                                    .toList()));
        }
        return new StepResult.AlreadyDone(
                "a dry run, nothing is written; would be applied: " + String.join("; ", words), progress);
    }
}
