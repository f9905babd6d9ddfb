package com.pmerit.d4.cloudflare;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class LiveVariablesTest {
    @Test
    void hidesTheValueOfAVariableButNotItsName() {
        assertThat(
                        hidden(
                                "{\"result\":[{\"name\":\"A\",\"type\":\"plain_text\",\"text\":\"by hand\"},{\"name\":\"B\",\"type\":\"json\",\"json\":{\"k\":[\"by hand\"]}}]}"))
                .isEqualTo(
                        "{\"result\":[{\"name\":\"A\",\"type\":\"plain_text\",\"text\":\"[secret]\"},{\"name\":\"B\",\"type\":\"json\",\"json\":\"[secret]\"}]}");
    }

    @Test
    void hidesTheVariablesOfAPagesProject() {
        assertThat(hidden("{\"env_vars\":{\"A\":{\"type\":\"plain_text\",\"value\":\"by hand\"}}}"))
                .isEqualTo("{\"env_vars\":{\"A\":{\"type\":\"plain_text\",\"value\":\"[secret]\"}}}");
    }

    @Test
    void leavesOtherTextsOfAnAnswer() {
        String rows = "{\"results\":[{\"type\":\"table\",\"text\":\"a note\",\"value\":7}]}";
        assertThat(hidden(rows)).isEqualTo(rows);
        assertThat(hidden("<html>Bad gateway</html>")).isEqualTo("<html>Bad gateway</html>");
        assertThat(hidden("")).isEmpty();
    }

    @Test
    void hidesTextsInAnAnswerThatBreaksOff() {
        assertThat(hidden("{\"bindings\":[{\"text\":\"by \\\"hand\",\"name\":\"A\"},{\"text\":\"by ha"))
                .isEqualTo("{\"bindings\":[{\"text\":\"[secret]\",\"name\":\"A\"},{\"text\":\"[secret]\"");
        assertThat(hidden("{\"name\":\"A\",\"json\":{\"key\":\n\"by hand\"")).doesNotContain("by hand");
    }

    @Test
    void spellsEveryCharacterInOneWay() {
        assertThat(hidden("{\"a\": \"\\u0026\\/\\u0041\"}")).isEqualTo("{\"a\":\"&/A\"}");
    }

    private static String hidden(String answer) {
        return LiveVariables.hiddenIn(answer.getBytes(StandardCharsets.UTF_8));
    }
}
