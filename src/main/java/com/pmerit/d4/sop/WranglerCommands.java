package com.pmerit.d4.sop;

import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.contract.PutSecretCommand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What wrangler's commands do in this project, by wrangler 4.86's own command definitions. */
final class WranglerCommands implements CommandJudge {
    private static final List<String> CONFIGS = List.of("wrangler.json", "wrangler.jsonc", "wrangler.toml");
    /** Words by which an environment is named that the command need not be for. */
    private static final Pattern ASIDE = Pattern.compile(
            "\\b(?:after|before|once|when|unless|until|not|never|from|like)\\b", Pattern.CASE_INSENSITIVE);

    private static final Set<String> BY_HAND =
            Set.of("dev", "tail", "login", "logout", "whoami", "init", "types", "docs", "telemetry");

    private final ProjectState state;
    private final EnvironmentNames names;

    WranglerCommands(ProjectState state, EnvironmentNames names) {
        this.state = state;
        this.names = names;
    }

    @Override
    public Optional<Ruling> judge(CommandLine line, Statement.Command command) {
        if (!line.program().equals("wrangler")) {
            return Optional.empty();
        }
        if (line.words().isEmpty() || BY_HAND.contains(line.words().get(0))) {
            return Optional.of(new Ruling.NotAutomatable("it is for a person to look at or to log in with"));
        }
        if (line.has("--config") || line.has("-c") || line.has("--name")) {
            return Optional.of(new Ruling.NotUnderstood("it names a config or a Worker of its own"));
        }
        if (line.begins("pages")) {
            return Optional.of(pages(line, command));
        }
        return Optional.of(
                withoutConfig(command).or(() -> elsewhere(line, command)).orElseGet(() -> ruled(line)));
    }

    /** A directory that the document names, and wrangler finds no config in. */
    private Optional<Ruling> withoutConfig(Statement.Command command) {
        return command.directory()
                .map(named ->
                        state.contract().project().directory().resolve(named).normalize())
                .filter(directory -> CONFIGS.stream().noneMatch(name -> Files.exists(directory.resolve(name))))
                .map(directory -> new Ruling.Contradicted(
                        "it is to be typed in " + command.directory().orElseThrow() + ", where no wrangler config lies",
                        "cd " + shown(state.contract().worker().directory())));
    }

    /** An environment that there is not, or another one than the words around the command say. */
    private Optional<Ruling> elsewhere(CommandLine line, Statement.Command command) {
        Optional<String> section = line.option("--env", "-e");
        Optional<EnvironmentState> hit = names.ofSection(section);
        if (hit.isEmpty()) {
            return Optional.of(new Ruling.Contradicted(
                    section.map(name -> "the wrangler config has no env." + name + " that the POM knows")
                            .orElse("without --env it is about the top level of the wrangler config, which is no"
                                    + " environment of the POM"),
                    "name one of the POM's environments"));
        }
        Optional<EnvironmentState> meant = ASIDE.matcher(command.around()).find()
                ? Optional.empty()
                : names.in(command.around()).or(() -> names.in(command.section()));
        return meant.filter(each -> !each.equals(hit.get()))
                .map(each -> astray(each.environment(), hit.get().environment()));
    }

    private static Ruling astray(Environment meant, Environment hit) {
        String flag = meant.wrangler().section().map(name -> "--env " + name).orElse("no --env");
        return new Ruling.Contradicted(
                "it is there for " + meant.name() + " and would hit " + hit.name() + ", whose Worker is " + hit.worker()
                        + ": that takes " + flag,
                "give it " + flag);
    }

    private Ruling ruled(CommandLine line) {
        Environment environment =
                names.ofSection(line.option("--env", "-e")).orElseThrow().environment();
        String profile = " -P" + environment.name();
        if (line.begins("d1")) {
            return DatabaseCommands.judge(line, environment);
        }
        if (line.begins("deploy") || line.begins("publish")) {
            return enforced(
                    "mvn deploy" + profile,
                    "its step deploy brings the code to " + environment.worker()
                            + ", behind the checklist, the migrations and a smoke test");
        }
        if (line.begins("rollback")) {
            return enforced("d4:rollback", "mvn d4:rollback" + profile + ", smoke-tested before users meet it");
        }
        if (line.begins("deployments") || line.begins("versions", "list") || line.begins("versions", "view")) {
            return enforced("d4:history", "mvn d4:history" + profile + " reaches back further");
        }
        return line.begins("secret") || line.begins("versions", "secret")
                ? secret(line, environment)
                : new Ruling.NotUnderstood("what wrangler " + line.words().get(0) + " is there for is not known");
    }

    private static Ruling secret(CommandLine line, Environment environment) {
        if (line.words().contains("list")) {
            return enforced("gate secrets", "it fails when one is missing; mvn d4:secrets shows them all");
        }
        if (line.words().contains("delete")) {
            return new Ruling.NotAutomatable("d4 deletes no secret");
        }
        String name = line.word(line.words().indexOf("put") + 1)
                .filter(word -> line.words().contains("put"))
                .orElse("NAME");
        return enforced(
                "d4:put-secret",
                PutSecretCommand.of(environment.name(), List.of(name))
                        + ": one version for all of them, smoke-tested before users meet it; typed so, each is live at once");
    }

    private Ruling pages(CommandLine line, Statement.Command command) {
        if (!line.begins("pages", "deploy") && !line.begins("pages", "publish")) {
            return new Ruling.NotUnderstood("of wrangler's pages commands only deploy is known");
        }
        if (state.contract().site().isEmpty()) {
            return new Ruling.Contradicted("the POM has no <site>", "write one, or take the command out");
        }
        Path output = state.contract().site().get().output();
        Path from = command.directory()
                .map(named -> state.contract().project().directory().resolve(named))
                .orElse(state.contract().site().get().directory());
        Optional<Path> published = line.word(2).map(given -> from.resolve(given).normalize());
        if (published.filter(given -> !given.equals(output)).isPresent()) {
            return new Ruling.Contradicted(
                    "it publishes " + shown(published.get()) + ", and the site is built into " + shown(output),
                    "wrangler pages deploy " + output.getFileName());
        }
        if (state.contract().site().get().placements().isEmpty()) {
            return new Ruling.NotAutomatable("the POM says <publish>false</publish>: somebody else publishes the site");
        }
        String note = line.has("--project-name")
                ? ""
                : "; typed so it names no project, which wrangler asks for and a CI server cannot answer";
        return enforced(
                "mvn deploy", "its step site publishes " + shown(output) + " of each environment's own build" + note);
    }

    private String shown(Path path) {
        return state.contract().project().directory().relativize(path).toString();
    }

    private static Ruling enforced(String by, String reason) {
        return new Ruling.Enforced(by, reason);
    }
}
