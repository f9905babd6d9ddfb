package com.pmerit.d4.database;

import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.contract.Database;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.release.Books;
import com.pmerit.d4.release.Progress;
import com.pmerit.d4.release.Step;
import com.pmerit.d4.release.StepResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads which files an open run applied that was cut off before it wrote that down. Applies nothing. */
public final class AppliedByRunStep implements Step {
    private final Environment environment;
    private final AccountApi account;
    private final Optional<Books> books;

    /** Prepares the look into the databases of one environment. */
    public AppliedByRunStep(Environment environment, AccountApi account, Optional<Books> books) {
        this.environment = environment;
        this.account = account;
        this.books = books;
    }

    @Override
    public String id() {
        return "migrated";
    }

    @Override
    public String title() {
        return "See what the run had applied";
    }

    @Override
    public StepResult run(Progress progress) {
        List<String> found = new ArrayList<>();
        for (Database database : environment.databases().values()) {
            ApiResult<List<String>> noted =
                    new LiveDatabase(account, database, books).books().appliedByThisRun();
            if (noted.failure().isPresent()) {
                return new StepResult.Failed(
                        "what the unfinished run applied to " + database.name() + " cannot be read",
                        List.of(noted.failure().get().message()),
                        "users meet the version that they met before",
                        "run the same command again",
                        true);
            }
            found.addAll(noted.orElseThrow());
        }
        found.removeAll(progress.migrations());
        Progress known = progress.withMigrations(found);
        int all = known.migrations().size();
        return new StepResult.AlreadyDone(
                "that run had applied " + (all == 0 ? "nothing" : all + (all == 1 ? " migration" : " migrations")),
                known);
    }
}
