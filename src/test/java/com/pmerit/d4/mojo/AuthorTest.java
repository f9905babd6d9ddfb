package com.pmerit.d4.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class AuthorTest {
    @Test
    void believesTheCiServerBeforeTheAccountItRunsUnder() {
        assertThat(author(Map.of("GITHUB_ACTOR", "ada", "USER", "runner"))).isEqualTo("ada (GitHub Actions)");
        assertThat(author(Map.of("GITLAB_USER_LOGIN", "ada", "USER", "runner"))).isEqualTo("ada (GitLab CI)");
        assertThat(author(Map.of("BUILD_USER_ID", "ada", "USER", "jenkins"))).isEqualTo("ada (Jenkins)");
    }

    @Test
    void namesUserAndMachineElsewhere() {
        assertThat(author(Map.of("USER", "ada", "HOSTNAME", "laptop"))).isEqualTo("ada@laptop");
        assertThat(author(Map.of("GITHUB_ACTOR", " ", "USERNAME", "ada"))).isEqualTo("ada");
    }

    @Test
    void asksTheJvmWhenTheEnvironmentNamesNobody() {
        assertThat(author(Map.of())).isEqualTo(System.getProperty("user.name"));
    }

    private static String author(Map<String, String> environment) {
        return new Author(environment).text();
    }
}
