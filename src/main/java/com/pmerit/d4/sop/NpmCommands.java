package com.pmerit.d4.sop;

import com.pmerit.d4.contract.Project;
import com.pmerit.d4.contract.Project.NpmPackage;
import com.pmerit.d4.contract.Site;
import com.pmerit.d4.contract.SitePlacement;
import com.pmerit.d4.source.Answer;
import com.pmerit.d4.source.NpmScripts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What npm and the TypeScript compiler do in the packages of this project. A script must be in all packages that it is meant for. */
final class NpmCommands implements CommandJudge {
    private static final Set<String> TESTS = Set.of("test", "test:run");
    private static final Set<String> TYPES = Set.of("typecheck");

    private final Project project;
    private final Optional<Site> site;

    NpmCommands(ProjectState state) {
        this.project = state.contract().project();
        this.site = state.contract().site();
    }

    @Override
    public Optional<Ruling> judge(CommandLine line, Statement.Command command) {
        return switch (line.program()) {
            case "tsc" -> Optional.of(new Ruling.Enforced("gate types", "it checks the types of every package"));
            case "vitest" -> Optional.of(new Ruling.Enforced("gate tests", "it runs every package's tests"));
            case "npm" -> Optional.of(npm(line, command));
            default -> Optional.empty();
        };
    }

    private Ruling npm(CommandLine line, Statement.Command command) {
        if (line.has("--prefix") || line.has("-w") || line.has("--workspace")) {
            return new Ruling.NotUnderstood("it names a package of its own");
        }
        if (line.begins("ci") || line.begins("install")) {
            return new Ruling.Enforced("gate tests", "it installs by npm ci where the lock file has changed");
        }
        Optional<String> script = line.begins("run")
                ? line.word(1)
                : line.begins("test") || line.begins("t") ? Optional.of("test") : Optional.empty();
        return script.map(name -> script(name, command))
                .orElseGet(() -> new Ruling.NotUnderstood("of npm's commands run, test, ci and install are known"));
    }

    private Ruling script(String name, Statement.Command command) {
        List<String> missing = new ArrayList<>();
        for (NpmPackage each : meant(command)) {
            Answer<List<String>> scripts = NpmScripts.in(each.directory());
            if (scripts instanceof Answer.Unknown<List<String>> unknown) {
                return new Ruling.Unreadable(unknown.summary());
            }
            List<String> present = ((Answer.Known<List<String>>) scripts).value();
            if (!present.contains(name)) {
                missing.add(each.name() + "/package.json has no script " + name + ", but " + present);
            }
        }
        if (!missing.isEmpty()) {
            return new Ruling.Contradicted(String.join("; ", missing), "add the script, or name one that is there");
        }
        return meant(command).isEmpty()
                ? new Ruling.Contradicted("the project has no npm package there", "correct the directory")
                : seenTo(name);
    }

    private List<NpmPackage> meant(Statement.Command command) {
        Optional<Path> place = command.directory()
                .map(named -> project.directory().resolve(named).normalize());
        return project.packages().stream()
                .filter(each -> place.map(each.directory()::equals).orElse(true))
                .toList();
    }

    private Ruling seenTo(String name) {
        if (TESTS.contains(name)) {
            return new Ruling.Enforced("gate tests", "it runs them and counts those that ran: none is a failure");
        }
        if (TYPES.contains(name)) {
            return new Ruling.Enforced("gate types", "it checks the types of every package");
        }
        List<String> built = site.map(Site::placements).orElse(List.of()).stream()
                .filter(placement -> placement.script().equals(name))
                .map(SitePlacement::environment)
                .toList();
        return built.isEmpty()
                ? new Ruling.NotEnforced("the script is there, and nothing of d4 runs it", "make it part of test:run")
                : new Ruling.Enforced(
                        "gate site", "it builds the site of " + String.join(" and ", built) + " by this script");
    }
}
