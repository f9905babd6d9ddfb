package com.pmerit.d4.audit;

import java.util.List;
import java.util.Optional;

/** What the API tells of the token with which it is asked. The token itself is no part of it. */
public sealed interface TokenAudit {
    /**
     * It told who the token is.
     *
     * @param status such as {@code active}
     * @param expiresOn when it ends, as Cloudflare writes it; empty for one that does not
     * @param rights what it may do
     */
    record Known(String status, Optional<String> expiresOn, Rights rights) implements TokenAudit {}

    /**
     * It did not.
     *
     * @param why one sentence
     */
    record Unknown(String why) implements TokenAudit {}

    /** What a token may do. */
    sealed interface Rights {
        /** The names of its permission groups, sorted. */
        record Told(List<String> permissions) implements Rights {
            /** Copies the list. */
            public Told {
                permissions = List.copyOf(permissions);
            }

            /** Those that let it change something. */
            public List<String> writing() {
                return permissions.stream()
                        .filter(name -> name.endsWith(" Write") || name.endsWith(" Edit"))
                        .toList();
            }
        }

        /**
         * The token may not read itself.
         *
         * @param why one sentence
         */
        record NotTold(String why) implements Rights {}
    }
}
