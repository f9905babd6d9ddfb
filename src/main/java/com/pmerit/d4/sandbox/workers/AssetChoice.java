package com.pmerit.d4.sandbox.workers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** Which static files an upload wants for its version. */
public sealed interface AssetChoice {
    /** None. */
    record None() implements AssetChoice {}

    /**
     * Those of the latest version.
     *
     * @param config how they are served from now on; as before when absent
     */
    record Kept(Optional<ObjectNode> config) implements AssetChoice {}

    /**
     * Those of an upload session.
     *
     * @param token the one with which the session ended
     * @param config how they are served
     */
    record Uploaded(String token, ObjectNode config) implements AssetChoice {
        /** The config only: the token is a credential. */
        @Override
        public String toString() {
            return "Uploaded[" + config + "]";
        }
    }
}
