package com.pmerit.d4.report;

import com.pmerit.d4.release.Run;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What one environment is like at the moment of asking. What could not be read says so in its place.
 *
 * @param name its name in the POM
 * @param worker the script
 * @param live what runs there
 * @param databases each database that it binds
 * @param records what d4 has written down there; empty where it binds no database to write into
 * @param waiting the commits in hand that are not live there
 * @param site its front end; empty where d4 publishes none
 */
public record EnvironmentStatus(
        String name,
        String worker,
        Seen<LiveStatus> live,
        List<DatabaseStatus> databases,
        Optional<Seen<RecordStatus>> records,
        Seen<WaitingCommits> waiting,
        Optional<Seen<SiteStatus>> site) {
    public EnvironmentStatus {
        databases = List.copyOf(databases);
    }

    /** An environment whose site d4 does not publish. */
    public EnvironmentStatus(
            String name,
            String worker,
            Seen<LiveStatus> live,
            List<DatabaseStatus> databases,
            Optional<Seen<RecordStatus>> records,
            Seen<WaitingCommits> waiting) {
        this(name, worker, live, databases, records, waiting, Optional.empty());
    }

    /** The same with a site. */
    public EnvironmentStatus with(Seen<SiteStatus> read) {
        return new EnvironmentStatus(name, worker, live, databases, records, waiting, Optional.of(read));
    }

    /** Whether it could be read what runs there, without which the rest says little. */
    public boolean isReadable() {
        return live instanceof Seen.Read<LiveStatus>;
    }

    /** One database and its migrations. */
    public record DatabaseStatus(String name, Seen<MigrationCounts> migrations) {}

    /**
     * The project's migration files held against a database.
     *
     * @param applied how many files it has
     * @param pending the files that it has not, in their order
     * @param withoutFile the names that it lists and the project has no file of
     */
    public record MigrationCounts(int applied, List<String> pending, List<String> withoutFile) {
        public MigrationCounts {
            pending = List.copyOf(pending);
            withoutFile = List.copyOf(withoutFile);
        }
    }

    /**
     * What d4 has written down.
     *
     * @param lastSmoke the newest public smoke test that passed
     * @param openRun the run that has not ended
     * @param unreadable the ids of records that somebody edited so that they cannot be read
     */
    public record RecordStatus(Optional<RecordedSmoke> lastSmoke, Optional<Run> openRun, List<String> unreadable) {
        public RecordStatus {
            unreadable = List.copyOf(unreadable);
        }
    }

    /**
     * A public smoke test that passed.
     *
     * @param at when its run began, by the database's clock
     * @param version the version that passed, when the record has it
     * @param transcriptSha256 the SHA-256 of its transcript
     */
    public record RecordedSmoke(Optional<Instant> at, Optional<String> version, String transcriptSha256) {}

    /**
     * The commits that HEAD has and the live version's commit lacks.
     *
     * @param count all of them
     * @param newest the newest of them, a line each
     * @param foreign how many commits are live that HEAD does not descend from
     */
    public record WaitingCommits(int count, List<String> newest, int foreign) {
        public WaitingCommits {
            newest = List.copyOf(newest);
        }
    }
}
