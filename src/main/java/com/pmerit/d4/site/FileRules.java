package com.pmerit.d4.site;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Which files of a build's output are no part of the site, and which must not be there at all. */
final class FileRules {
    /** Left out by wrangler at the root ({@code src/pages/validate.ts}). */
    private static final Set<String> AT_THE_ROOT =
            Set.of("_worker.js", "_redirects", "_headers", "_routes.json", "functions", ".wrangler");

    private static final Set<String> ANYWHERE = Set.of(".DS_Store", "node_modules", ".git");

    private record Refusal(Pattern name, String why) {
        Refusal(String name, String why) {
            this(Pattern.compile(name), why);
        }
    }

    private static final List<Refusal> REFUSALS = List.of(
            new Refusal("\\.env(\\..*)?|\\.dev\\.vars(\\..*)?", "holds variables and secrets of a development machine"),
            new Refusal("\\.git", "is a git repository, with its whole history"),
            new Refusal("\\.npmrc|\\.netrc|\\.htpasswd|\\.pgpass|\\.yarnrc\\.yml", "holds logins"),
            new Refusal("id_(rsa|dsa|ecdsa|ed25519)(\\..*)?", "is a key of SSH"),
            new Refusal(".*\\.(pem|key|p8|p12|pfx|jks|keystore|ppk|kdbx)", "looks like a key by its name"));

    private FileRules() {}

    /**
     * Whether a file or directory is left out, as wrangler leaves it out.
     *
     * @param path below the root, with slashes and without one at its beginning
     */
    static boolean isLeftOut(String path) {
        return AT_THE_ROOT.contains(path) || ANYWHERE.contains(name(path));
    }

    /** Why a file or directory must not be published; nothing when it may. */
    static Optional<String> refusal(String path) {
        String name = name(path).toLowerCase(Locale.ROOT);
        return REFUSALS.stream()
                .filter(refusal -> refusal.name().matcher(name).matches())
                .map(Refusal::why)
                .findFirst();
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
