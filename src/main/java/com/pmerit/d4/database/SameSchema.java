package com.pmerit.d4.database;

import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.cloudflare.ApiFailure;
import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.contract.Database;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.gate.Verdict;
import com.pmerit.d4.sql.SchemaFacts;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether a database of the target ends, with its pending migrations, in the very schema that the environment before it has
 * now. Both schemas are made again on this machine, so that one SQLite reads both.
 */
final class SameSchema {
    private static final int DIFFERENCES_SHOWN = 50;

    private final AccountApi account;
    private final Environment before;
    private final Environment target;

    /** What was found. */
    sealed interface Finding {
        /** They are the same, with this many tables. */
        record Same(long tables) implements Finding {}

        /** They are not, or that cannot be told. */
        record Unproven(Verdict.Failed why) implements Finding {}
    }

    SameSchema(AccountApi account, Environment before, Environment target) {
        this.account = account;
        this.before = before;
        this.target = target;
    }

    /**
     * Compares.
     *
     * @param there the database of the environment before
     * @param here the database of the target
     */
    Finding look(Database there, Database here) {
        StatusReading reading = StatusReading.of(new LiveDatabase(account, here));
        Finding finding = compared(reading, there, here);
        if (finding instanceof Finding.Same) {
            return finding;
        }
        // Another release, or wrangler, may have applied a migration between the two looks, at the tracking table and
        // at
        // the schema; then the one does not fit the other.
        StatusReading again = StatusReading.of(new LiveDatabase(account, here));
        boolean moved = again instanceof StatusReading.Read && !pending(again).equals(pending(reading));
        return moved ? compared(again, there, here) : finding;
    }

    private static List<MigrationFile> pending(StatusReading reading) {
        return reading instanceof StatusReading.Read read ? read.status().pending() : List.of();
    }

    private Finding compared(StatusReading reading, Database there, Database here) {
        if (reading instanceof StatusReading.Unreadable unreadable) {
            return new Finding.Unproven(
                    new Verdict.Failed(unreadable.why(), unreadable.details(), unreadable.remedy()));
        }
        List<MigrationFile> pending = pending(reading);
        SchemaReplay replay = new SchemaReplay(Bookkeeping.of(there, here).names());
        ApiResult<LiveSchema> proven = LiveSchema.read(account, there);
        ApiResult<LiveSchema> present = LiveSchema.read(account, here);
        return proven.fold(
                staged -> present.fold(
                        live -> compared(replay.of(staged, List.of()), replay.of(live, pending), pending.size()),
                        failure -> unreadable(here, failure)),
                failure -> unreadable(there, failure));
    }

    private Finding compared(SchemaReplay.Ended staged, SchemaReplay.Ended released, int pending) {
        if (staged instanceof SchemaReplay.Ended.Stopped stopped) {
            return stopped(before, stopped);
        }
        if (released instanceof SchemaReplay.Ended.Stopped stopped) {
            return stopped(target, stopped);
        }
        SchemaFacts wanted = ((SchemaReplay.Ended.Known) staged).facts();
        List<String> lines = wanted.difference(((SchemaReplay.Ended.Known) released).facts()).stream()
                .map(difference -> difference.line(before.name(), target.name()))
                .toList();
        return lines.isEmpty() ? new Finding.Same(wanted.tables()) : different(lines, pending);
    }

    private Finding different(List<String> lines, int pending) {
        String after = pending == 0 ? "" : " after its " + pending + " pending " + files(pending);
        return new Finding.Unproven(new Verdict.Failed(
                target.name() + " would not have the schema of " + before.name() + after + ": " + lines.size()
                        + (lines.size() == 1 ? " difference" : " differences"),
                bounded(lines),
                "write a migration that works on both and ends in one schema, then mvn deploy -P" + before.name()));
    }

    private Finding stopped(Environment where, SchemaReplay.Ended.Stopped stopped) {
        return new Finding.Unproven(new Verdict.Failed(
                where.name() + ": " + stopped.what(),
                stopped.details(),
                stopped.taken()
                        .map(file -> AlreadyThere.mend(file, where.name()))
                        .orElse("compare what " + where.name()
                                + " has with what its tracking table lists: npx wrangler d1 migrations list")));
    }

    private static Finding unreadable(Database database, ApiFailure failure) {
        return new Finding.Unproven(new Verdict.Failed(
                "the schema of " + database.name() + " cannot be read",
                List.of(failure.message()),
                "run the same command again"));
    }

    private static List<String> bounded(List<String> lines) {
        if (lines.size() <= DIFFERENCES_SHOWN) {
            return lines;
        }
        List<String> shown = new ArrayList<>(lines.subList(0, DIFFERENCES_SHOWN));
        shown.add("and " + (lines.size() - DIFFERENCES_SHOWN) + " more");
        return shown;
    }

    private static String files(int count) {
        return count == 1 ? "migration" : "migrations";
    }
}
