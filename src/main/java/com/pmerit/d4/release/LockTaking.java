package com.pmerit.d4.release;

/** What a try to take a lock gave. */
public sealed interface LockTaking {
    /** The lock is this run's. */
    record Ours(long fence) implements LockTaking {}

    /** Somebody else has it. */
    record Theirs(Holder holder) implements LockTaking {}
}
