package com.pmerit.d4.mojo;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Who releases, for the ledger and for somebody who waits for the lock: the CI server's word, else user and machine. */
final class Author {
    private final Map<String, String> environment;

    /** Reads the build's own environment. */
    Author(Map<String, String> environment) {
        this.environment = environment;
    }

    /** One line, such as {@code ada (GitHub Actions)} or {@code ada@laptop}. */
    String text() {
        return given("GITHUB_ACTOR")
                .map(actor -> actor + " (GitHub Actions)")
                .or(() -> given("GITLAB_USER_LOGIN").map(user -> user + " (GitLab CI)"))
                .or(() -> given("BUILD_USER_ID").map(user -> user + " (Jenkins)"))
                .orElseGet(this::userAtMachine);
    }

    private String userAtMachine() {
        String user = Stream.of("USER", "USERNAME", "LOGNAME")
                .flatMap(name -> given(name).stream())
                .findFirst()
                .orElse(System.getProperty("user.name", "somebody"));
        return user
                + Stream.of("HOSTNAME", "COMPUTERNAME")
                        .flatMap(name -> given(name).stream())
                        .findFirst()
                        .map(host -> "@" + host)
                        .orElse("");
    }

    private Optional<String> given(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }
}
