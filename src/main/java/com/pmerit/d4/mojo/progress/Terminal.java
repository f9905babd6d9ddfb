package com.pmerit.d4.mojo.progress;

import java.io.Console;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.maven.execution.MavenSession;

/**
 * What there is to write to.
 *
 * @param isThere whether a person sits at it; a file, a pipe and most CI servers are none
 * @param interactive false for {@code mvn -B}
 * @param threads how many modules Maven builds at once ({@code -T}), which would all write into one line
 * @param properties those of the command line
 * @param environment the variables of the build
 */
public record Terminal(
        boolean isThere, boolean interactive, int threads, Properties properties, Map<String, String> environment) {
    private static final List<String> CI = List.of(
            "CI",
            "CONTINUOUS_INTEGRATION",
            "BUILD_NUMBER",
            "GITHUB_ACTIONS",
            "JENKINS_URL",
            "TEAMCITY_VERSION",
            "TF_BUILD");
    private static final List<String> COLOR = List.of("style.color", "maven.style.color");

    /** The one of this build. */
    public static Terminal of(MavenSession session) {
        return new Terminal(
                Optional.ofNullable(System.console())
                        .filter(Terminal::isTerminal)
                        .isPresent(),
                session.getRequest().isInteractiveMode(),
                session.getRequest().getDegreeOfConcurrency(),
                session.getUserProperties(),
                System.getenv());
    }

    /** Whether a line may be written over. */
    boolean moves() {
        return isThere
                && interactive
                && threads <= 1
                && !"dumb".equals(environment.get("TERM"))
                && !isSet("NO_COLOR")
                && CI.stream().noneMatch(this::isSet)
                && COLOR.stream().noneMatch(color -> "never".equals(properties.getProperty(color)));
    }

    private boolean isSet(String variable) {
        String value = environment.getOrDefault(variable, "");
        return !value.isEmpty() && !value.equals("false");
    }

    /** From Java 22 on there is a console where there is no terminal, and it says so; before, there is none. */
    private static boolean isTerminal(Console console) {
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException olderJava) {
            return true;
        } catch (IllegalAccessException | InvocationTargetException unknown) {
            return false;
        }
    }
}
