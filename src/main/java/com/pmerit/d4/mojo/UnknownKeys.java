package com.pmerit.d4.mojo;

import com.pmerit.d4.contract.Fault;
import com.pmerit.d4.contract.Spelling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.Parameter;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/**
 * Names the tags right below {@code <configuration>} and the {@code -Dd4.*} properties that no goal has. Maven drops such
 * tags before a goal sees its parameters, so that this looks at what the POM really says. Tags further below are judged
 * with the contract.
 */
final class UnknownKeys {
    private final Set<String> tags = new TreeSet<>();
    private final Set<String> properties = new TreeSet<>();

    /** Takes the parameters of all goals, for one configuration serves them all. */
    private UnknownKeys(Collection<MojoDescriptor> goals) {
        for (MojoDescriptor goal : goals) {
            for (Parameter parameter : Optional.ofNullable(goal.getParameters()).orElse(List.of())) {
                if (parameter.isEditable()) {
                    know(parameter);
                }
            }
        }
    }

    private void know(Parameter parameter) {
        tags.add(parameter.getName());
        Optional.ofNullable(parameter.getAlias()).ifPresent(tags::add);
        Optional.ofNullable(parameter.getExpression())
                .filter(expression -> expression.startsWith("${") && expression.endsWith("}"))
                .ifPresent(expression -> properties.add(expression.substring(2, expression.length() - 1)));
    }

    /**
     * The faults of the configuration and the command line of one execution. The plugin is asked of the project, for the
     * one that an execution knows has no configuration when the goal was typed.
     */
    static List<Fault> of(MojoExecution execution, MavenProject project, Properties user) {
        UnknownKeys keys = new UnknownKeys(
                execution.getMojoDescriptor().getPluginDescriptor().getMojos());
        String key = Plugin.constructKey(execution.getGroupId(), execution.getArtifactId());
        List<Fault> faults = new ArrayList<>();
        Optional.ofNullable(project.getPlugin(key))
                .ifPresent(plugin -> faults.addAll(keys.inConfiguration(plugin, execution.getExecutionId())));
        faults.addAll(keys.onCommandLine(user, project.getProperties()));
        return faults;
    }

    private List<Fault> inConfiguration(Plugin plugin, String executionId) {
        Optional<PluginExecution> execution =
                Optional.ofNullable(plugin.getExecutionsAsMap().get(executionId));
        return Stream.concat(
                        children(Optional.ofNullable(plugin.getConfiguration())),
                        children(execution.map(PluginExecution::getConfiguration)))
                .distinct()
                .filter(tag -> !tags.contains(tag))
                .map(tag -> Fault.error("<configuration><" + tag + ">", "", "is no key that d4 knows", remedy(tag)))
                .toList();
    }

    /** A property that the POM defines too is the POM's own affair, such as one that holds this plugin's version. */
    private List<Fault> onCommandLine(Properties user, Properties project) {
        return user.stringPropertyNames().stream()
                .filter(name -> name.startsWith("d4.") && !properties.contains(name))
                .filter(name -> !PropertyTags.standsForTag(name) && !project.containsKey(name))
                .sorted()
                .map(name -> Fault.error(
                        "-D" + name,
                        "",
                        "is no property that d4 knows",
                        Spelling.nearest(name, properties)
                                .map(meant -> "Did you mean -D" + meant + "?")
                                .orElse("Known: " + String.join(", ", properties) + ".")))
                .toList();
    }

    private String remedy(String tag) {
        return Spelling.nearest(tag, tags)
                .map(meant -> "Did you mean <" + meant + ">?")
                .orElse("Known here: " + String.join(", ", tags) + ".");
    }

    private static Stream<String> children(Optional<Object> configuration) {
        return configuration.stream()
                .filter(Xpp3Dom.class::isInstance)
                .map(Xpp3Dom.class::cast)
                .flatMap(dom -> Arrays.stream(dom.getChildren()))
                .map(Xpp3Dom::getName);
    }
}
