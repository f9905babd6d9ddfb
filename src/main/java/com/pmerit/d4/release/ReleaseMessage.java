package com.pmerit.d4.release;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What d4 writes beside versions and deployments in Cloudflare's lists: which release of which commit they are.
 *
 * @param version the POM's version
 * @param commit the first digits of the commit's id
 */
public record ReleaseMessage(String version, String commit) {
    private static final int SHORT_COMMIT = 9;
    private static final Pattern TEXT = Pattern.compile("(\\S+) ([0-9a-f]{7,64})");

    /** Shortens the commit. */
    public ReleaseMessage {
        commit = commit.substring(0, Math.min(SHORT_COMMIT, commit.length()));
    }

    /** The message that a text is, unless somebody wrote other words. */
    public static Optional<ReleaseMessage> read(String text) {
        Matcher matcher = TEXT.matcher(text);
        return matcher.matches()
                ? Optional.of(new ReleaseMessage(matcher.group(1), matcher.group(2)))
                : Optional.empty();
    }

    /** Such as {@code 1.2.0 4be1c07d5}. */
    public String text() {
        return version + " " + commit;
    }

    /** Whether the commit is this one. */
    public boolean names(String fullCommit) {
        return fullCommit.startsWith(commit);
    }
}
