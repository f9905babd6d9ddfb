package com.pmerit.d4.database.backup;

import com.pmerit.d4.contract.Database;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.release.Progress;
import com.pmerit.d4.release.Step;
import com.pmerit.d4.release.StepResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Takes a proven dump of each database of an environment. Only reads from the databases. */
public final class BackupStep implements Step {
    private final Environment environment;
    private final Backup backup;

    /** Prepares it. */
    public BackupStep(Environment environment, Backup backup) {
        this.environment = environment;
        this.backup = backup;
    }

    @Override
    public String id() {
        return "backup";
    }

    @Override
    public String title() {
        return "Dump the databases and prove it";
    }

    @Override
    public StepResult run(Progress progress) {
        List<String> details = new ArrayList<>();
        for (Map.Entry<String, Database> bound : environment.databases().entrySet()) {
            BackupResult result = backup.take(environment.name(), bound.getKey(), bound.getValue());
            if (result instanceof BackupResult.Refused refused) {
                return new StepResult.Failed(
                        refused.why(), refused.details(), "no database was changed", refused.remedy(), true);
            }
            details.add(line((BackupResult.Proven) result));
        }
        return details.isEmpty()
                ? new StepResult.Failed(
                        environment.name() + " binds no database",
                        List.of(),
                        "there is nothing to back up",
                        "name another environment",
                        true)
                : new StepResult.Done(String.join("; ", details), details, progress);
    }

    /** What was dumped, and where it lies. */
    static String line(BackupResult.Proven proven) {
        Manifest manifest = proven.manifest();
        return manifest.database() + ": " + manifest.rows() + (manifest.rows() == 1 ? " row" : " rows") + " of "
                + manifest.tables().size() + (manifest.tables().size() == 1 ? " table" : " tables") + ", proven, in "
                + proven.directory()
                + (manifest.isSnapshot()
                        ? ", bookmark " + manifest.bookmark()
                        : "; no snapshot, for somebody wrote meanwhile: bookmark " + manifest.bookmark() + " to "
                                + manifest.bookmarkAfter());
    }
}
