package com.pmerit.d4.release;

import java.util.Map;
import java.util.Optional;

/**
 * What was live before the first write of a run: what an undo goes back to.
 *
 * @param version the version that took all traffic; empty for a Worker that was never deployed
 * @param deployment the id of the deployment that gave it the traffic; empty likewise
 * @param kept what concerns read before the first write and need to go back, each under its own name, in a text that only
 *     that concern reads: {@code triggers}, {@code bookmark:DB}, …
 */
public record Anchor(Optional<String> version, Optional<String> deployment, Map<String, String> kept) {
    public Anchor {
        kept = Map.copyOf(kept);
    }

    /** Nothing was live, or nothing has been read yet. */
    public static Anchor none() {
        return new Anchor(Optional.empty(), Optional.empty(), Map.of());
    }
}
