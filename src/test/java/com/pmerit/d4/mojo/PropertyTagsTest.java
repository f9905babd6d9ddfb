package com.pmerit.d4.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.contract.PomTag;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class PropertyTagsTest {
    private static final PomTag DIRECTORY = leaf("directory", "router");

    private final Properties user = new Properties();
    private final Properties project = new Properties();

    @Test
    void letsATagOfThePomWin() {
        user.setProperty("d4.worker.directory", "other");

        assertThat(fill(new PomTag("worker", "", List.of(DIRECTORY))))
                .containsExactly(new PomTag("worker", "", List.of(DIRECTORY)));
    }

    @Test
    void fillsInWhatThePomLeavesOut() {
        user.setProperty("d4.worker.secrets", "A,B");
        user.setProperty("d4.environments.staging.smoke.path", "/health");

        assertThat(fill(new PomTag("worker", "", List.of(DIRECTORY))))
                .containsExactly(
                        new PomTag("worker", "", List.of(DIRECTORY, leaf("secrets", "A,B"))),
                        new PomTag(
                                "environments",
                                "",
                                List.of(new PomTag(
                                        "staging",
                                        "",
                                        List.of(new PomTag("smoke", "", List.of(leaf("path", "/health"))))))));
    }

    @Test
    void fillsInAnEmptyTag() {
        user.setProperty("d4.worker.directory", "router");

        assertThat(fill(new PomTag("worker", "", List.of(leaf("directory", "")))))
                .containsExactly(new PomTag("worker", "", List.of(DIRECTORY)));
    }

    @Test
    void takesTheCommandLineBeforeThePomsProperties() {
        project.setProperty("d4.site.project", "from-pom");
        project.setProperty("d4.site.output", "dist");
        user.setProperty("d4.site.project", "from-command-line");

        assertThat(fill())
                .containsExactly(
                        new PomTag("site", "", List.of(leaf("output", "dist"), leaf("project", "from-command-line"))));
    }

    @Test
    void takesNoOtherPropertyForATag() {
        user.setProperty("d4.environment", "staging");
        user.setProperty("worker.directory", "x");

        assertThat(fill()).isEmpty();
    }

    private List<PomTag> fill(PomTag... tags) {
        return PropertyTags.fill(List.of(tags), user, project);
    }

    private static PomTag leaf(String name, String value) {
        return new PomTag(name, value, List.of());
    }
}
