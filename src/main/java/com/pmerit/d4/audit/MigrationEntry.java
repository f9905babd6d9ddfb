package com.pmerit.d4.audit;

import com.pmerit.d4.database.MigrationFile;
import com.pmerit.d4.database.MigrationHashes;
import com.pmerit.d4.database.MigrationRow;
import java.util.Optional;

/**
 * One migration of one database.
 *
 * @param name of the file; where there is none, as the database lists it
 * @param state how it stands
 * @param formerly the name under which it was applied, where that is another one
 * @param file what the file says now; empty where there is none
 * @param noted what d4 noted when it applied it; empty for what wrangler or a person applied
 */
public record MigrationEntry(
        String name, MigrationState state, Optional<String> formerly, Optional<Hashes> file, Optional<Noted> noted) {

    /**
     * Both hashes of a file, SHA-256 in hexadecimal.
     *
     * @param bytes of its bytes
     * @param meaning of its tokens, without comments and white space
     */
    public record Hashes(String bytes, String meaning) {
        private static Hashes of(MigrationHashes hashes) {
            return new Hashes(hashes.file(), hashes.meaning());
        }
    }

    /**
     * A row of d4's own notes, as somebody may have edited it.
     *
     * @param hashes of the file that was applied, or was taken for it
     * @param runId the run that applied or recorded it
     * @param appliedAt by the database's clock
     * @param recording how it is known to be in effect; empty for a file that the run applied
     */
    public record Noted(Hashes hashes, String runId, String appliedAt, Optional<Recording> recording) {
        private static Noted of(MigrationRow row) {
            return new Noted(
                    Hashes.of(row.hashes()),
                    row.runId(),
                    row.appliedAt(),
                    row.recording()
                            .map(known -> new Recording(
                                    known.proof() == com.pmerit.d4.database.Recording.Proof.ATTESTED, known.author())));
        }
    }

    /**
     * How a file is known to be in effect that nobody was seen to apply.
     *
     * @param attested whether a person vouched for it; otherwise it was proven by the schema
     * @param author who recorded it
     */
    public record Recording(boolean attested, String author) {
        /** In words, such as {@code attested by ada@laptop}. */
        public String words() {
            return (attested ? "attested by " : "proven, recorded by ") + author;
        }
    }

    static MigrationEntry of(MigrationFile file, MigrationState state, Optional<MigrationRow> note) {
        return new MigrationEntry(
                file.name().text(),
                state,
                Optional.empty(),
                Optional.of(Hashes.of(MigrationHashes.of(file))),
                note.map(Noted::of));
    }

    static MigrationEntry withoutFile(String name, MigrationState state, Optional<MigrationRow> note) {
        return new MigrationEntry(name, state, Optional.empty(), Optional.empty(), note.map(Noted::of));
    }

    MigrationEntry appliedAs(String other) {
        return new MigrationEntry(name, state, Optional.of(other), file, noted);
    }
}
