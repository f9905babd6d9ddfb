package com.pmerit.d4.database;

import java.util.List;

/** What became of one migration file. */
sealed interface AppliedFile {

    /** The database has it, seen in the tracking table or in the database's answer. */
    record Applied() implements AppliedFile {}

    /**
     * The database refused it and kept nothing of it.
     *
     * @param summary one sentence
     * @param details the place, the statement where it is known, and the words
     * @param words what SQLite says
     */
    record Refused(String summary, List<String> details, String words) implements AppliedFile {}

    /** It was not sent, or not taken, for a reason that lies outside the file. */
    record Stopped(String summary, String remedy) implements AppliedFile {}

    /** Nobody can say whether the database has it. */
    record Unknown(String summary) implements AppliedFile {}
}
