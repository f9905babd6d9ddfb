package com.pmerit.d4.report;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is proven of the migration files that a database does not list, and what was recorded.
 *
 * @param subject what ran, for what
 * @param readAt when it was read
 * @param place the database
 * @param listed how many files it listed before
 * @param files those that it did not, in the order in which they would be applied
 * @param replay what those that remain come to; empty when nothing could be found out
 * @param ending how it ended
 * @param recorded how many files this run recorded
 * @param failure why it fell short
 * @param next commands to type, each with what for
 */
public record BaselineReport(
        Subject subject,
        Instant readAt,
        Place place,
        int listed,
        List<File> files,
        Optional<Replay> replay,
        Ending ending,
        int recorded,
        Optional<Failure> failure,
        List<Next> next) {
    /** Copies the lists. */
    public BaselineReport {
        files = List.copyOf(files);
        next = List.copyOf(next);
    }

    /**
     * A database.
     *
     * @param binding under which the Worker knows it
     * @param database its name in Cloudflare
     * @param table its tracking table
     */
    public record Place(String binding, String database, String table) {}

    /** How it ended; the names are part of the schema. */
    public enum Ending {
        /** It only looked, and there is something to record. */
        LOOKED,
        /** Nothing is to be recorded. */
        NOTHING,
        /** All that was to be recorded is. */
        RECORDED,
        /** Nothing was recorded. */
        REFUSED,
        /** Nobody knows whether it is recorded. */
        UNKNOWN
    }

    /** What the schema says of a file; the names are part of the schema. */
    public enum Verdict {
        PROVEN("proven", "the schema has all of its effects"),
        SHADOWED_PROVEN("proven", "later files took away again what they made"),
        DATA_UNPROVEN("rows unsure", "their schema is proven, the rows that they write are not"),
        DATA_ONLY("rows only", "they write rows alone, of which a schema says nothing"),
        SHADOWED("shadowed", "later files take away what they make; it cannot be told whether they ran"),
        UNVERIFIED("circular", "they change tables that no file makes"),
        UNREPLAYABLE("unreplayable", "they fail after the files before them"),
        PARTIAL("partial", "a part is missing"),
        ABSENT("absent", "nothing of them is there");

        private final String label;
        private final String words;

        Verdict(String label, String words) {
            this.label = label;
            this.words = words;
        }

        /** In at most twelve letters. */
        public String label() {
            return label;
        }

        /** Why, of several files. */
        public String words() {
            return words;
        }
    }

    /** Whether and why a file is recorded, or to be recorded; the names are part of the schema. */
    public enum Standing {
        PROVEN,
        ATTESTED,
        REMAINS
    }

    /**
     * A file.
     *
     * @param name its name
     * @param verdict what the schema says of it
     * @param standing what becomes of it
     * @param attestable whether a person may vouch for it, whatever the replay says
     * @param why what speaks against it, a line each
     * @param missing what the schema lacks of it
     */
    public record File(
            String name,
            Verdict verdict,
            Standing standing,
            boolean attestable,
            List<String> why,
            List<Missing> missing) {
        /** Copies the lists. */
        public File {
            why = List.copyOf(why);
            missing = List.copyOf(missing);
        }
    }

    /**
     * Something that is missing.
     *
     * @param what by kind and name
     * @param providers every file that provides it
     */
    public record Missing(String what, List<String> providers) {
        /** Copies the list. */
        public Missing {
            providers = List.copyOf(providers);
        }
    }

    /**
     * The files that remain, on a copy of the database.
     *
     * @param holds whether they end in the intended schema, but for what somebody made by hand beside it
     * @param words the same in one sentence
     * @param missing what the copy lacks then
     * @param leftOver what it has although a file takes it away
     * @param handMade what it has and no file makes
     * @param undone what remaining files would undo of recorded ones
     * @param stops the file that fails there, with place, statement and SQLite's words
     */
    public record Replay(
            boolean holds,
            String words,
            List<Missing> missing,
            List<String> leftOver,
            List<String> handMade,
            List<String> undone,
            Optional<Stops> stops) {
        /** Copies the lists. */
        public Replay {
            missing = List.copyOf(missing);
            leftOver = List.copyOf(leftOver);
            handMade = List.copyOf(handMade);
            undone = List.copyOf(undone);
        }
    }

    /**
     * A file that fails.
     *
     * @param file its name
     * @param place as {@code line:column}
     * @param statement its text
     * @param words SQLite's
     */
    public record Stops(String file, String place, String statement, String words) {}

    /** Why it fell short. */
    public record Failure(String summary, List<String> details, String remedy) {
        /** Copies the list. */
        public Failure {
            details = List.copyOf(details);
        }
    }

    /**
     * A command to type.
     *
     * @param what what for
     * @param command the whole of it
     */
    public record Next(String what, String command) {}
}
