package com.pmerit.d4.sop;

import java.util.Optional;

/**
 * A binding that is no secret: as the contract promises it, and how the live version stands to that.
 *
 * @param name in the Worker's {@code env}
 * @param type {@code D1}, {@code R2}, {@code var}, or Cloudflare's own word for what the contract does not state
 * @param id of a D1 database
 * @param target the name of a database or bucket, or the value of a variable; {@code (not shown)} when it looks like a secret
 * @param standing how the live version stands to it
 */
public record BoundName(String name, String type, Optional<String> id, String target, Standing standing) {
    /** How a live version stands to a promise. */
    public enum Standing {
        /** It is bound so. */
        SAME("the same"),
        /** It is bound to something else. */
        DIFFERS("differs"),
        /** Nothing is bound to the name. */
        NOT_BOUND("not bound"),
        /** It is bound, and not promised. */
        ONLY_LIVE("only live"),
        /** That is not known. */
        NOT_VERIFIED("not verified");

        private final String words;

        Standing(String words) {
            this.words = words;
        }

        /** For a person. */
        public String words() {
            return words;
        }
    }
}
