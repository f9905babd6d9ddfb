package com.pmerit.d4.release;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The record of one release in the environment's own database: its journal while it is open, its ledger row afterwards.
 *
 * @param id chosen before the first try to write it
 * @param environment the environment's name in the POM
 * @param worker the script
 * @param commit the full id of the released commit; empty outside a repository
 * @param digest the digest of the released code, in hexadecimal
 * @param planHash the hash of the plan that is being applied
 * @param author who released, as git or the CI server names them
 * @param startedAt by the database's clock; empty until it was written
 * @param phase how far it has come
 * @param anchor what was live before the first write
 * @param version the version that it brings, once that is known
 * @param migrations the files that this run applied, in order
 * @param smokeSha256 hash of the transcript of the public smoke test, once that was made
 * @param overrides the gates that were overridden, as {@code gate:reason}
 * @param outcome how it ended; empty while it is open
 * @param note one sentence about the end
 */
public record Run(
        String id,
        String environment,
        String worker,
        Optional<String> commit,
        String digest,
        String planHash,
        String author,
        Optional<Instant> startedAt,
        Phase phase,
        Anchor anchor,
        Optional<String> version,
        List<String> migrations,
        Optional<String> smokeSha256,
        List<String> overrides,
        Optional<Outcome> outcome,
        Optional<String> note) {
    /** What stands in the place of the digest when a run brings no code of its own, but goes back to a version. */
    public static final String ROLLBACK = "rollback";

    /** What stands in the place of the digest when a run brings migrations and no code. */
    public static final String MIGRATIONS = "migrations";

    /** What stands in the place of the digest when a run brings secrets, and the code that is live. */
    public static final String SECRETS = "secrets";

    /** What stands in the place of the digest when a run listed migrations as applied that were in effect already. */
    public static final String BASELINE = "baseline";

    /** What stands in the place of the digest when a run took a database back to an earlier state. */
    public static final String RESTORE = "restore";

    public Run {
        migrations = List.copyOf(migrations);
        overrides = List.copyOf(overrides);
    }

    /**
     * A run before anything is known of it but who releases what where.
     *
     * @param commit the full id of the commit in hand; empty outside a repository
     */
    public static Run draft(String id, String environment, String worker, Optional<String> commit, String author) {
        return new Run(
                id,
                environment,
                worker,
                commit,
                "",
                "",
                author,
                Optional.empty(),
                Phase.STARTED,
                Anchor.none(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    /** Whether it went back to a version instead of bringing code of its own. */
    public boolean isRollback() {
        return digest.equals(ROLLBACK);
    }

    /** Whether it brings migrations alone, and moves no traffic. */
    public boolean isMigration() {
        return digest.equals(MIGRATIONS);
    }

    /** Whether it listed migrations as applied that were in effect already. */
    public boolean isBaseline() {
        return digest.equals(BASELINE);
    }

    /** Whether it took a database back to an earlier state. */
    public boolean isRestore() {
        return digest.equals(RESTORE);
    }

    /** Whether it is about a version that users meet, and not about a database alone. */
    public boolean movesTraffic() {
        return !isMigration() && !isBaseline() && !isRestore();
    }

    /** Whether it brings secrets, for the code that was live already. */
    public boolean isSecrets() {
        return digest.equals(SECRETS);
    }

    /** The same, of no commit: for a run that brings what was uploaded long ago. */
    public Run ofNoCommit() {
        return draft(id, environment, worker, Optional.empty(), author);
    }

    /** The same, with what it brings and the plan that it applies. */
    public Run planned(String code, String hash, List<String> overridden) {
        return new Run(
                id,
                environment,
                worker,
                commit,
                code,
                hash,
                author,
                startedAt,
                phase,
                anchor,
                version,
                migrations,
                smokeSha256,
                overridden,
                outcome,
                note);
    }

    /** The same, in another phase. */
    public Run in(Phase next) {
        return changed(next, anchor, version, migrations, smokeSha256, outcome, note);
    }

    /** The same, with all that a release knows by now; what was live before it stays as it was read. */
    public Run knowing(Progress progress) {
        Map<String, String> kept = new HashMap<>(progress.kept());
        kept.putAll(anchor.kept());
        return changed(
                phase,
                new Anchor(anchor.version(), anchor.deployment(), kept),
                progress.version().or(() -> version),
                progress.migrations(),
                progress.smokeSha256(),
                outcome,
                note);
    }

    /** The same, over. */
    public Run ended(Outcome how, String sentence) {
        return changed(Phase.ENDED, anchor, version, migrations, smokeSha256, Optional.of(how), Optional.of(sentence));
    }

    /** The same record, with what was live before the first write. */
    public Run with(Anchor read) {
        return changed(phase, read, version, migrations, smokeSha256, outcome, note);
    }

    /** This open record, gone on with by a later run of the same code under its own plan. */
    public Run adoptedBy(Run later) {
        List<String> all = Stream.concat(overrides.stream(), later.overrides().stream())
                .distinct()
                .toList();
        return new Run(
                id,
                environment,
                worker,
                commit,
                digest,
                later.planHash(),
                author,
                startedAt,
                phase,
                anchor,
                version,
                migrations,
                smokeSha256,
                all,
                outcome,
                note);
    }

    private Run changed(
            Phase nextPhase,
            Anchor nextAnchor,
            Optional<String> nextVersion,
            List<String> nextMigrations,
            Optional<String> nextSmoke,
            Optional<Outcome> nextOutcome,
            Optional<String> nextNote) {
        return new Run(
                id,
                environment,
                worker,
                commit,
                digest,
                planHash,
                author,
                startedAt,
                nextPhase,
                nextAnchor,
                nextVersion,
                nextMigrations,
                nextSmoke,
                overrides,
                nextOutcome,
                nextNote);
    }
}
