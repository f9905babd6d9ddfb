package com.pmerit.d4.release;

import java.time.Instant;
import java.util.Optional;

/**
 * One thing that happened to a Worker: a deployment, or several of them that belong together, or a release that Cloudflare's
 * list does not reach back to any more.
 *
 * @param at when; of several deployments the newest
 * @param kind what it was
 * @param version the version that it is about
 * @param release what that version was made of, when its record or message says so
 * @param author whoever made it, as Cloudflare or the ledger names them
 * @param by the tool that made it, as in {@link Origin}
 * @param deployments how many of Cloudflare's deployments it stands for; 0 when only the ledger knows of it
 * @param run the ledger's record of it
 */
public record HistoryEntry(
        Instant at,
        Kind kind,
        Optional<String> version,
        Optional<ReleaseMessage> release,
        Optional<String> author,
        String by,
        int deployments,
        Optional<Run> run) {

    /** What happened; the names are part of the schema. */
    public enum Kind {
        /** A version was put live by d4 for the first time. */
        RELEASE,
        /** A version was put live again. */
        ROLLBACK,
        /** A version was put live by another tool for the first time. */
        DEPLOYMENT,
        /** The database was migrated without a release. */
        MIGRATION,
        /** Migrations were listed as applied that were in effect already. */
        BASELINE,
        /** A database was taken back to an earlier state. */
        RESTORE,
        /** Secrets were changed, each of which makes a version and puts it live. */
        SECRETS,
        /** Traffic was split between versions. */
        SPLIT,
        /** A version was staged at 0 %, and nothing came of it yet. */
        STAGED
    }
}
