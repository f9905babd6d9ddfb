package com.pmerit.d4.release;

import com.pmerit.d4.cloudflare.PlainText;
import java.util.Optional;

/**
 * Who asks for a lock: chosen before the first try, so that a try whose answer was lost can be recognised.
 *
 * @param text one line for people, and different for each run
 * @param runId the run that asks
 */
public record LockOwner(String text, String runId) {
    private static final int SHORT = 12;

    /**
     * The owner that one run is.
     *
     * @param who user and machine, as {@code mo@laptop}
     * @param commit the full id of the commit that is released
     */
    public static LockOwner of(String who, Optional<String> commit, String runId) {
        String released = commit.map(id -> ", commit " + id.substring(0, Math.min(SHORT, id.length())))
                .orElse("");
        return new LockOwner(PlainText.of(who + released) + ", run " + runId, runId);
    }
}
