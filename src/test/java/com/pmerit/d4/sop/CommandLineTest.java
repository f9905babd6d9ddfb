package com.pmerit.d4.sop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class CommandLineTest {
    @Test
    void takesACommandApartAsAShellDoes() {
        CommandLine line =
                CommandLine.of("CI=true npx wrangler d1 execute db --env=staging --command \"SELECT 'a b';\" -y");

        assertThat(line.program()).isEqualTo("wrangler");
        assertThat(line.words()).containsExactly("d1", "execute", "db");
        assertThat(line.option("--env")).contains("staging");
        assertThat(line.option("--command")).contains("SELECT 'a b';");
        assertThat(line.has("-y")).isTrue();
    }

    @Test
    void doesNotTakeTheWordBehindASwitchForItsValue() {
        CommandLine line = CommandLine.of("wrangler d1 migrations apply --remote db");

        assertThat(line.words()).containsExactly("d1", "migrations", "apply", "db");
    }

    @Test
    void endsWhereAPipeACommentOrAnotherCommandBegins() {
        assertThat(CommandLine.of("curl https://a.example | jq .status").words())
                .containsExactly("https://a.example");
        assertThat(CommandLine.of("wrangler rollback # now").words()).containsExactly("rollback");
        assertThat(CommandLine.sequence("npm ci && echo 'a && b; c'; npm test"))
                .containsExactly("npm ci", "echo 'a && b; c'", "npm test");
    }

    @Test
    void knowsACommandFromAName() {
        assertThat(CommandLine.isCommand("npm run build")).isTrue();
        assertThat(CommandLine.isCommand("wrangler")).isFalse();
        assertThat(CommandLine.isCommand("users table")).isFalse();
    }
}
