package com.pmerit.d4.release;

import com.pmerit.d4.cloudflare.VersionSummary;
import java.util.List;
import java.util.Optional;

/**
 * The version that a rollback goes back to.
 *
 * @param version its record as Cloudflare lists it
 * @param proof the release that brought it and saw its smoke test pass; empty when none is on record
 * @param migrationsSince the files that were applied since then, which stay applied, for data never goes back; empty when no
 *     record says
 */
public record RollbackTarget(VersionSummary version, Optional<Run> proof, Optional<List<String>> migrationsSince) {
    public RollbackTarget {
        migrationsSince = migrationsSince.map(List::copyOf);
    }

    /** One line: which version, of what, whether it was ever proven, and what stays of the releases after it. */
    public String summary() {
        String release = version.message()
                .flatMap(ReleaseMessage::read)
                .map(message -> " (" + message.text() + ")")
                .orElse("");
        String proven = proof.map(run -> "smoke-tested"
                        + run.startedAt().map(at -> " by the release of " + at).orElse(" when it was released"))
                .orElse("not verified: no passed smoke test of it is on record");
        return "version " + version.id() + release + ", " + proven + "; " + data();
    }

    private String data() {
        return migrationsSince
                .map(files -> files.isEmpty()
                        ? "no migration was applied since"
                        : files.size() + (files.size() == 1 ? " migration" : " migrations")
                                + " applied since then stay applied: " + String.join(", ", files))
                .orElse("data stays as it is, and no record says which migrations were applied since");
    }
}
