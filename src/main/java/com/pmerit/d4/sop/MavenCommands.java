package com.pmerit.d4.sop;

import java.util.Optional;
import java.util.Set;

/** Maven's own commands: an SOP that d4 wrote, or one of a team that has adopted it. */
final class MavenCommands implements CommandJudge {
    private static final Set<String> PHASES = Set.of("verify", "install", "deploy");
    private static final String GOAL = "d4:";

    private final EnvironmentNames names;
    private final Set<String> goals;

    /**
     * Prepares it.
     *
     * @param goals the goals that d4 has, such as {@code audit}
     */
    MavenCommands(EnvironmentNames names, Set<String> goals) {
        this.names = names;
        this.goals = Set.copyOf(goals);
    }

    @Override
    public Optional<Ruling> judge(CommandLine line, Statement.Command command) {
        if (!line.program().equals("mvn") && !line.program().equals("./mvnw")) {
            return Optional.empty();
        }
        Optional<String> unknown =
                environment(line).filter(name -> names.called(name).isEmpty());
        if (unknown.isPresent()) {
            return Optional.of(new Ruling.Contradicted(
                    "the POM has no environment " + unknown.get(), "name one of the POM's environments"));
        }
        return line.words().stream()
                .filter(word -> word.startsWith(GOAL))
                .findFirst()
                .map(this::goal)
                .or(() -> line.words().stream()
                        .filter(PHASES::contains)
                        .findFirst()
                        .map(phase -> new Ruling.Enforced(
                                phase.equals("deploy") ? "d4:deploy" : "d4:check",
                                "it is bound to the phase " + phase)));
    }

    private Ruling goal(String word) {
        String goal = word.substring(GOAL.length());
        return goals.contains(goal)
                ? new Ruling.Enforced(word, "a goal of d4")
                : new Ruling.Contradicted("d4 has no goal " + goal, "mvn d4:help");
    }

    private static Optional<String> environment(CommandLine line) {
        return line.options().keySet().stream()
                .filter(option -> option.startsWith("-P"))
                .map(option -> option.substring(2))
                .filter(profile -> !profile.isEmpty())
                .findFirst()
                .or(() -> line.option("-P"))
                .or(() -> line.options().keySet().stream()
                        .filter(option -> option.startsWith("-Dd4.environment="))
                        .map(option -> option.substring(option.indexOf('=') + 1))
                        .findFirst());
    }
}
