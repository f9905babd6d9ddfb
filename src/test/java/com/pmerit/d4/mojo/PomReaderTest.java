package com.pmerit.d4.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.pmerit.d4.contract.ContractReading;
import com.pmerit.d4.contract.Fault;
import com.pmerit.d4.contract.PomTag;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PomReaderTest {
    @TempDir
    Path directory;

    private final Properties user = new Properties();
    private final MavenSession session = mock();
    private final MavenProject project = new MavenProject();
    private final MojoDescriptor check = new MojoDescriptor();

    @BeforeEach
    void start() throws Exception {
        PluginDescriptor descriptor = new PluginDescriptor();
        descriptor.setGroupId("com.pmerit");
        descriptor.setArtifactId("d4-maven-plugin");
        check.setGoal("check");
        check.setPluginDescriptor(descriptor);
        descriptor.addMojo(check);
        project.setFile(directory.resolve("pom.xml").toFile());
        project.setVersion("1.0");
        when(session.getUserProperties()).thenReturn(user);
        when(session.getSystemProperties()).thenReturn(new Properties());
    }

    @Test
    void tellsTheFaultsOfCommandLineAndContractTogetherAndATokenOnce() {
        user.setProperty("d4.token", "hush-hush");
        user.setProperty("d4.sandbx", "true");

        assertThat(faults(List.of()))
                .extracting(Fault::tag)
                .containsExactly("-Dd4.token", "-Dd4.sandbx", "<worker>", "<environments>");
    }

    @Test
    void readsPropertiesInPlaceOfTags() {
        user.setProperty("d4.worker.directory", "nowhere");

        assertThat(faults(List.of()))
                .extracting(Fault::tag, Fault::value)
                .contains(tuple("<worker><directory>", "nowhere"));
    }

    @Test
    void namesAnUnknownKeyThatCameByProperty() {
        user.setProperty("d4.environments.staging.ulr", "https://example.com");

        assertThat(faults(List.of()))
                .filteredOn(fault -> fault.tag().equals("<environments><staging><ulr>"))
                .extracting(Fault::remedy)
                .containsExactly("Did you mean <url>?");
    }

    private List<Fault> faults(List<PomTag> tags) {
        ContractReading reading = PomReader.read(tags, session, project, new MojoExecution(check, "default-cli"));
        assertThat(reading).isInstanceOf(ContractReading.Refused.class);
        return ((ContractReading.Refused) reading).faults();
    }
}
