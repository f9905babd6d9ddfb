package com.pmerit.d4.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.pmerit.d4.contract.Fault;
import java.io.StringReader;
import java.util.List;
import java.util.Properties;
import org.apache.maven.model.Build;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.Parameter;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.codehaus.plexus.util.xml.Xpp3DomBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UnknownKeysTest {
    private final Plugin plugin = new Plugin();
    private final Properties user = new Properties();
    private final MavenProject project = new MavenProject();
    private final PluginDescriptor descriptor = new PluginDescriptor();
    private final MojoDescriptor check = new MojoDescriptor();

    @BeforeEach
    void describeGoals() throws Exception {
        plugin.setGroupId("com.pmerit");
        plugin.setArtifactId("d4-maven-plugin");
        descriptor.setGroupId("com.pmerit");
        descriptor.setArtifactId("d4-maven-plugin");
        Build build = new Build();
        build.addPlugin(plugin);
        project.getModel().setBuild(build);
        check.setGoal("check");
        check.addParameter(parameter("worker", "", true));
        check.addParameter(parameter("environment", "${d4.environment}", true));
        check.addParameter(parameter("session", "${session}", false));
        MojoDescriptor deploy = new MojoDescriptor();
        deploy.setGoal("deploy");
        deploy.addParameter(parameter("timeLimit", "${d4.timeLimit}", true));
        for (MojoDescriptor goal : List.of(check, deploy)) {
            goal.setPluginDescriptor(descriptor);
            descriptor.addMojo(goal);
        }
    }

    @Test
    void namesAnUnknownTagOfThePlugin() throws Exception {
        plugin.setConfiguration(dom("<workr/><timeLimit>1</timeLimit><session/>"));

        assertThat(faults("default-cli"))
                .extracting(Fault::tag, Fault::remedy)
                .containsExactly(
                        tuple("<configuration><workr>", "Did you mean <worker>?"),
                        tuple("<configuration><session>", "Known here: environment, timeLimit, worker."));
    }

    @Test
    void namesAnUnknownTagOfTheExecution() throws Exception {
        PluginExecution execution = new PluginExecution();
        execution.setId("ship");
        execution.setConfiguration(dom("<enviroment>staging</enviroment>"));
        plugin.addExecution(execution);

        assertThat(faults("ship")).extracting(Fault::tag).containsExactly("<configuration><enviroment>");
        assertThat(faults("default-cli")).isEmpty();
    }

    @Test
    void namesAnUnknownPropertyOfTheCommandLine() {
        user.setProperty("d4.enviroment", "staging");

        assertThat(faults("default-cli"))
                .extracting(Fault::tag, Fault::remedy)
                .containsExactly(tuple("-Dd4.enviroment", "Did you mean -Dd4.environment?"));
    }

    @Test
    void knowsTheParametersOfAllGoalsAndThePropertiesThatStandForTags() {
        user.setProperty("d4.timeLimit", "5");
        user.setProperty("d4.environment", "staging");
        user.setProperty("d4.worker.directory", "router");
        user.setProperty("other.property", "x");

        assertThat(faults("default-cli")).isEmpty();
    }

    @Test
    void leavesAPropertyToThePomThatDefinesIt() {
        user.setProperty("d4.version", "1.1.0");
        project.getProperties().setProperty("d4.version", "1.0.0");

        assertThat(faults("default-cli")).isEmpty();
    }

    private List<Fault> faults(String executionId) {
        return UnknownKeys.of(new MojoExecution(check, executionId), project, user);
    }

    private static Parameter parameter(String name, String expression, boolean editable) {
        Parameter parameter = new Parameter();
        parameter.setName(name);
        parameter.setExpression(expression);
        parameter.setEditable(editable);
        return parameter;
    }

    private static Xpp3Dom dom(String xml) throws Exception {
        return Xpp3DomBuilder.build(new StringReader("<configuration>" + xml + "</configuration>"));
    }
}
