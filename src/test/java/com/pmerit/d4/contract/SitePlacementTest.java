package com.pmerit.d4.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SitePlacementTest {
    private static final String OF_STAGING = "<worker>router-staging</worker>";

    @TempDir
    private Path directory;

    private ContractFixture project;

    @BeforeEach
    void write() {
        project = new ContractFixture(directory);
    }

    @Test
    void publishesTheLastEnvironmentToProductionAndTheOneBeforeAsAPreviewOfItsName() {
        Site site = project.contract().site().orElseThrow();

        assertThat(site.in("production").orElseThrow().branch()).isEmpty();
        assertThat(site.in("staging").orElseThrow().branch()).contains("staging");
        assertThat(site.in("staging").orElseThrow().script()).isEqualTo("build");
        assertThat(site.in("staging").orElseThrow().callsWorker()).isTrue();
    }

    @Test
    void takesWhatAnEnvironmentSaysOfItsSite() {
        SitePlacement staging = staging(
                "<site><build>build:staging</build><branch>next</branch>"
                        + "<url>https://staging.example.com/</url><vars><VITE_API_URL>https://a.example</VITE_API_URL></vars></site>");

        assertThat(staging.script()).isEqualTo("build:staging");
        assertThat(staging.branch()).contains("next");
        assertThat(staging.url()).contains(URI.create("https://staging.example.com"));
        assertThat(staging.variables()).isEqualTo(Map.of("VITE_API_URL", "https://a.example"));
    }

    @Test
    void publishesToTheProductionOfAProjectOfItsOwn() {
        SitePlacement staging = staging("<site><project>ui-staging</project></site>");

        assertThat(staging.project()).isEqualTo("ui-staging");
        assertThat(staging.branch()).isEqualTo(Optional.empty());
    }

    @Test
    void publishesNothingWhenThePomSaysSo() {
        project.pom("<output>dist</output>", "<output>dist</output><publish>false</publish>");

        assertThat(project.contract().site().orElseThrow().placements()).isEmpty();
    }

    @Test
    void refusesTwoEnvironmentsThatPublishToTheSamePlace() {
        project.pom("<after>staging</after>", "<after>staging</after><site><branch>staging</branch></site>");

        Fault fault = project.onlyFault();

        assertThat(fault.tag()).isEqualTo("<environments><staging><site>");
        assertThat(fault.problem()).isEqualTo("is where production publishes its site too");
    }

    @Test
    void refusesWhatItDoesNotKnowOrCannotUse() {
        assertThat(fault("<site><brunch>next</brunch></site>").remedy()).isEqualTo("Did you mean <branch>?");
        assertThat(fault("<site><branch>--force</branch></site>").problem()).contains("is no name of a branch");
        assertThat(fault("<site><url>http://x.example</url></site>").problem()).contains("is not https");
        assertThat(fault("<site><project>Not Ok</project></site>").problem()).contains("is no name of a Pages project");
        assertThat(fault("<site><vars><VITE-X>a</VITE-X></vars></site>").problem())
                .contains("is no name of an environment variable");
    }

    @Test
    void refusesASiteOfAnEnvironmentWithoutASiteOfTheProject() {
        project.pom("<site><directory>products/ui</directory><project>ui</project><output>dist</output></site>", "");

        assertThat(fault("<site><branch>next</branch></site>").problem()).contains("the POM does not name");
    }

    private SitePlacement staging(String site) {
        project.pom(OF_STAGING, OF_STAGING + site);
        return project.contract().site().orElseThrow().in("staging").orElseThrow();
    }

    private Fault fault(String site) {
        project.pom(OF_STAGING, OF_STAGING + site);
        Fault fault = project.onlyFault();
        project.pom(OF_STAGING + site, OF_STAGING);
        return fault;
    }
}
