package com.pmerit.d4.release;

import com.pmerit.d4.cloudflare.Deployment;
import com.pmerit.d4.cloudflare.VersionSummary;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The tool that made a deployment.
 *
 * @param name {@code d4}, {@code wrangler}, {@code dashboard}, or Cloudflare's own word for another, such as {@code terraform}
 */
public record Origin(String name) {
    private static final String D4 = "d4";
    private static final String SECRET_CHANGE = "secret";
    private static final Pattern CODE_DIGEST = Pattern.compile("[0-9a-f]{64}");

    /** Cloudflare's words for tools that people know under another name. */
    private static final Map<String, String> KNOWN = Map.of(
            "dash", "dashboard", "dash_template", "dashboard", "quick_editor", "dashboard", "wrangler", "wrangler");

    /**
     * Judges by the source that Cloudflare notes and, for a client of the plain API, by the version's tag: d4 puts the digest of
     * the code there.
     *
     * @param version the version that the deployment is about, when its record can be read
     */
    public static Origin of(Deployment deployment, Optional<VersionSummary> version) {
        String source = deployment.source().orElse("unknown");
        boolean ours = version.flatMap(VersionSummary::tag)
                .filter(tag -> CODE_DIGEST.matcher(tag).matches())
                .isPresent();
        return new Origin(source.equals("api") && ours ? D4 : KNOWN.getOrDefault(source, source));
    }

    /** Of what d4 itself has on record. */
    static Origin ofD4() {
        return new Origin(D4);
    }

    /** Whether a version was made by a change of secrets alone: whoever sets one makes a version and puts it live. */
    static boolean isSecretChange(VersionSummary version) {
        return SECRET_CHANGE.equals(version.annotations().get("workers/triggered_by"));
    }

    /** Whether d4 made it. */
    public boolean isD4() {
        return name.equals(D4);
    }
}
