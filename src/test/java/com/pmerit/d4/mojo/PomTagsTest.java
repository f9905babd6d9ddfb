package com.pmerit.d4.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.contract.PomTag;
import java.util.List;
import org.codehaus.plexus.configuration.DefaultPlexusConfiguration;
import org.codehaus.plexus.configuration.PlexusConfiguration;
import org.junit.jupiter.api.Test;

final class PomTagsTest {
    private final PlexusConfiguration environments = new DefaultPlexusConfiguration("environments");

    @Test
    void takesAnAttributeForATagInside() {
        PlexusConfiguration step = new DefaultPlexusConfiguration("step");
        step.setAttribute("percent", "10");
        environments.addChild(step);

        assertThat(PomTags.of(environments))
                .containsExactly(tag("environments", tag("step", new PomTag("percent", "10", List.of()))));
    }

    @Test
    void leavesToMavenWhatIsMavens() {
        environments.setAttribute("implementation", "a.Type");
        PlexusConfiguration staging = new DefaultPlexusConfiguration("staging");
        staging.setAttribute("combine.children", "append");
        staging.setAttribute("xml:space", "preserve");
        environments.addChild(staging);

        assertThat(PomTags.of(environments)).containsExactly(tag("environments", tag("staging")));
    }

    @Test
    void leavesOutWhatThePomLeavesOut() {
        assertThat(PomTags.of(null, environments, null)).containsExactly(tag("environments"));
    }

    private static PomTag tag(String name, PomTag... children) {
        return new PomTag(name, "", List.of(children));
    }
}
