package com.pmerit.d4.release;

/** One row of the ledger, which anybody who can reach the database may have edited. */
public sealed interface LedgerEntry {
    /** The record of a run. */
    record Known(Run run) implements LedgerEntry {}

    /** A row that is no record any more. */
    record Unreadable(String id, String why) implements LedgerEntry {}
}
