package com.pmerit.d4.sandbox.workers;

import java.util.Optional;

/** Finds out whether a version that is being uploaded can start at all. */
@FunctionalInterface
public interface StartupCheck {
    /** Why it cannot start, in the words of the runtime; empty when it can, or when that cannot be found out. */
    Optional<String> fault(RunnableVersion version);
}
