package com.pmerit.d4.database.backup;

import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.contract.Database;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.database.MigrationFile;
import com.pmerit.d4.database.StatusReading;
import com.pmerit.d4.database.TargetReading;
import com.pmerit.d4.release.Progress;
import com.pmerit.d4.release.Step;
import com.pmerit.d4.release.StepResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Before the migrations of a release: a database that a pending file may destroy something of is dumped first, and the release
 * stops when that cannot be proven. Of the others the bookmark that the journal noted is enough.
 */
public final class SafeguardStep implements Step {
    private final Environment environment;
    private final AccountApi account;
    private final Backup backup;
    private final boolean production;

    /**
     * Prepares it.
     *
     * @param production whether the data are worth a dump: whether users have this environment and no rehearsal
     */
    public SafeguardStep(Environment environment, AccountApi account, Backup backup, boolean production) {
        this.environment = environment;
        this.account = account;
        this.backup = backup;
        this.production = production;
    }

    @Override
    public String id() {
        return "backup";
    }

    @Override
    public String title() {
        return "Keep what a migration may destroy";
    }

    @Override
    public StepResult run(Progress progress) {
        List<String> kept = new ArrayList<>();
        boolean pending = false;
        for (Map.Entry<String, Database> bound : environment.databases().entrySet()) {
            TargetReading reading = TargetReading.of(account, bound.getValue());
            if (reading instanceof TargetReading.Unreadable unreadable) {
                StatusReading.Unreadable why = unreadable.why();
                return failed(why.why(), why.details(), why.remedy());
            }
            TargetReading.Read read = (TargetReading.Read) reading;
            List<MigrationFile> files = read.status().pending();
            pending |= !files.isEmpty();
            List<String> destructive =
                    production && !files.isEmpty() ? Harm.of(bound.getValue(), read.schema(), files) : List.of();
            if (!destructive.isEmpty()) {
                BackupResult result = backup.take(environment.name(), bound.getKey(), bound.getValue());
                if (result instanceof BackupResult.Refused refused) {
                    List<String> details = new ArrayList<>(destructive);
                    details.addAll(refused.details());
                    return failed(refused.why(), details, refused.remedy());
                }
                kept.add(BackupStep.line((BackupResult.Proven) result) + "; " + String.join(", ", destructive));
            }
        }
        if (!kept.isEmpty()) {
            return new StepResult.Done(String.join("; ", kept), kept, progress);
        }
        return pending
                ? new StepResult.AlreadyDone(bookmarks(progress), progress)
                : new StepResult.NotNeeded("no migration is pending");
    }

    private String bookmarks(Progress progress) {
        List<String> noted = environment.databases().keySet().stream()
                .map(binding -> binding + " " + progress.kept().getOrDefault("bookmark:" + binding, "not noted"))
                .toList();
        return "bookmark of " + String.join(", ", noted)
                + (production
                        ? "; no dump, for no pending file drops or deletes anything"
                        : "; no dump, for " + environment.name() + " is the rehearsal of another environment");
    }

    private StepResult failed(String why, List<String> details, String remedy) {
        return new StepResult.Failed(
                why, details, "no migration of this release was applied; the Worker is as it was", remedy, true);
    }
}
