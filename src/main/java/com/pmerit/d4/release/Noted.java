package com.pmerit.d4.release;

/** What became of something that was to be written down. */
public sealed interface Noted {
    /** It was read back as it was meant. */
    record Stands(Run run) implements Noted {}

    /** Nothing was written, because the lock is somebody else's by now. */
    record LockLost(String why) implements Noted {}

    /** It does not stand, or nobody knows whether it does. */
    record Missing(String why) implements Noted {}
}
