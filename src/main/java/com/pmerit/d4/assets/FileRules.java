package com.pmerit.d4.assets;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which files must not be among what is published, whoever put them there. */
final class FileRules {
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

    /** Why a file or directory of this name must not be published; nothing when it may. */
    static Optional<String> refusal(String name) {
        String small = name.toLowerCase(Locale.ROOT);
        return REFUSALS.stream()
                .filter(refusal -> refusal.name().matcher(small).matches())
                .map(Refusal::why)
                .findFirst();
    }
}
