package com.pmerit.d4.report;

import com.pmerit.d4.audit.TokenAudit;

/** What an audit says of the API token, in one line. */
final class TokenCells {
    private TokenCells() {}

    /** Such as {@code active until 2027-02-17T00:00:00Z; may D1 Write, Workers Scripts Read}. */
    static String words(TokenAudit token) {
        if (token instanceof TokenAudit.Unknown unknown) {
            return "unknown: " + unknown.why();
        }
        TokenAudit.Known known = (TokenAudit.Known) token;
        return known.status()
                + known.expiresOn().map(end -> " until " + end).orElse(", without an end")
                + (known.rights() instanceof TokenAudit.Rights.Told told
                        ? "; may " + String.join(", ", told.permissions())
                        : "; its rights are not told");
    }
}
