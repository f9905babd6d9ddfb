package com.pmerit.d4.setup;

import com.pmerit.d4.contract.PomTag;
import com.pmerit.d4.contract.SecretLook;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A project that is not under d4 yet, as far as its directory, and maybe its account, tell of it. */
public final class FoundProject {
    private final Path directory;
    private final Coordinates coordinates;
    private final Path worker;
    private final List<Stage> stages;
    private final Set<String> secrets;
    private final Optional<FoundSite> site;
    private final HealthPath health;
    private final Optional<String> subdomain;
    private final List<String> doubts;

    FoundProject(
            Path directory,
            Coordinates coordinates,
            Path worker,
            List<Stage> stages,
            Set<String> secrets,
            Optional<FoundSite> site,
            HealthPath health,
            Optional<String> subdomain,
            List<String> doubts) {
        this.directory = directory;
        this.coordinates = coordinates;
        this.worker = worker;
        this.stages = List.copyOf(stages);
        this.secrets = new TreeSet<>(secrets);
        this.site = site;
        this.health = health;
        this.subdomain = subdomain;
        this.doubts = List.copyOf(doubts);
    }

    /**
     * The same with what its account tells.
     *
     * @param told the account's name under workers.dev, unless the project's own files tell it
     * @param set the names of the secrets that its scripts hold
     */
    public FoundProject knowing(Optional<String> told, Set<String> set) {
        Set<String> all = new TreeSet<>(secrets);
        all.addAll(set);
        stages.forEach(stage -> all.removeAll(stage.config().vars().keySet()));
        return new FoundProject(
                directory, coordinates, worker, stages, all, site, health, subdomain.or(() -> told), doubts);
    }

    /** The environments, in release order. */
    public List<Stage> stages() {
        return stages;
    }

    /** The names of the secrets that it is known to have. */
    public Set<String> secrets() {
        return Set.copyOf(secrets);
    }

    /** The version of the POM. */
    public String version() {
        return coordinates.version();
    }

    /** The POM of it, under a version of d4. */
    public String pom(String d4Version) {
        return new PomText(this).text(d4Version);
    }

    /** What could not be known and was guessed or left out, a sentence each. */
    public List<String> doubts() {
        List<String> all = new ArrayList<>();
        for (Stage stage : stages) {
            if (!address(stage).known()) {
                all.add("<environments><" + stage.name() + "><url>: nothing tells where it is met; "
                        + address(stage).url() + " stands there, with which every check fails until you write it");
            }
            stage.config().databases().forEach((binding, database) -> {
                if (database.id().isEmpty()) {
                    all.add("<environments><" + stage.name() + "><databases><" + binding
                            + "><id>: the wrangler config states none; mvn d4:init -Dd4.create makes the database");
                }
            });
            stage.config()
                    .vars()
                    .forEach((name, value) -> SecretLook.of(name, value)
                            .ifPresent(why -> all.add("<environments><" + stage.name() + "><vars><" + name
                                    + ">: left out, for it looks like a secret (" + why + ")")));
            stage.config().vars().keySet().stream()
                    .filter(name -> !PomTag.canBe(name))
                    .forEach(name -> all.add(stage.config().key("vars." + name)
                            + ": left out, for such a name can be no tag of a POM; it holds as the wrangler config states"
                            + " it, or rename it there to letters, digits and underscores and write it into <vars>"));
        }
        all.add("<smoke>: "
                + health.source()
                        .map(file -> health.path() + " stands in " + file)
                        .orElse(health.path() + " is a guess")
                + "; expect of its answer what only a healthy Worker gives");
        if (secrets.isEmpty()) {
            all.add("<worker><secrets>: no .dev.vars tells their names; npx wrangler secret list does");
        }
        all.addAll(doubts);
        return all;
    }

    Coordinates coordinates() {
        return coordinates;
    }

    Optional<FoundSite> site() {
        return site;
    }

    HealthPath health() {
        return health;
    }

    Address address(Stage stage) {
        return Address.of(stage.config(), subdomain);
    }

    /** Where the Worker is, relative to the POM. */
    String workerDirectory() {
        return relative(directory, worker);
    }

    String relative(Path below) {
        return relative(directory, below);
    }

    static String relative(Path directory, Path below) {
        String relative = directory.relativize(below).toString().replace('\\', '/');
        return relative.isEmpty() ? "." : relative;
    }
}
