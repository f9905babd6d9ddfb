package com.pmerit.d4.mojo;

import com.pmerit.d4.cloudflare.Redactor;
import com.pmerit.d4.cloudflare.SecretValue;
import com.pmerit.d4.contract.Contract;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.database.backup.Backup;
import com.pmerit.d4.database.lint.Linter;
import com.pmerit.d4.database.rehearsal.DatabaseRehearsal;
import com.pmerit.d4.database.rehearsal.Rehearsals;
import com.pmerit.d4.mojo.progress.Activities;
import com.pmerit.d4.mojo.progress.RunningPrograms;
import com.pmerit.d4.release.ReleaseMessage;
import com.pmerit.d4.site.SiteBuilder;
import com.pmerit.d4.site.SiteRelease;
import com.pmerit.d4.site.SiteSource;
import com.pmerit.d4.source.Answer;
import com.pmerit.d4.source.Git;
import com.pmerit.d4.source.GitStatus;
import com.pmerit.d4.source.NpmInstall;
import com.pmerit.d4.source.TestPlan;
import com.pmerit.d4.source.TypesPlan;
import com.pmerit.d4.source.WorkTree;
import com.pmerit.d4.tool.Processes;
import com.pmerit.d4.tool.ScrubbedEnvironment;
import com.pmerit.d4.worker.BundleSource;
import com.pmerit.d4.worker.Bundler;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a goal needs of the project on this machine, wired once a build. */
final class Workbench {
    // Shorter ones stand in any text by chance.
    private static final int SHORTEST_SECRET = 8;

    private final Contract contract;
    private final Knobs knobs;
    private final Processes processes;
    private final Git git;
    private final WorkTree tree;
    private final NpmInstall install;
    private final BundleSource bundles;
    private final SiteSource sites;
    private final Linter linter;
    private final Redactor known;
    private final String author;
    private final Path backups;
    private final Activities activities;

    /**
     * Wires a project.
     *
     * @param parentEnvironment the build's own environment; children see it scrubbed
     * @param secretValues values that no child may see, such as the API token
     */
    Workbench(Contract contract, Knobs knobs, Map<String, String> parentEnvironment, Set<String> secretValues) {
        this(
                contract,
                knobs,
                parentEnvironment,
                secretValues,
                contract.project().directory().resolve("target/d4/backup"),
                new Activities(InstantSource.system()));
    }

    /**
     * Wires a project whose backups go to a place of their own.
     *
     * @param backups where they go
     * @param activities are told what takes long
     */
    Workbench(
            Contract contract,
            Knobs knobs,
            Map<String, String> parentEnvironment,
            Set<String> secretValues,
            Path backups,
            Activities activities) {
        this.backups = backups;
        this.activities = activities;
        this.contract = contract;
        this.knobs = knobs;
        this.processes = new Processes(
                new ScrubbedEnvironment(
                        parentEnvironment,
                        new HashSet<>(contract.worker().secrets()),
                        secretValues,
                        known -> Redactor.of(known)::mask),
                new RunningPrograms(activities, contract.project().directory()));
        this.known = Redactor.of(
                ScrubbedEnvironment.secretsIn(
                                parentEnvironment,
                                new HashSet<>(contract.worker().secrets()))
                        .stream()
                        .filter(value -> value.length() >= SHORTEST_SECRET)
                        .toList());
        secretValues.stream()
                .filter(value -> value.length() >= SHORTEST_SECRET)
                .map(SecretValue::of)
                .forEach(known::learn);
        this.author = new Author(parentEnvironment).text();
        this.git = new Git(processes, contract.project().directory());
        this.tree = new WorkTree(git);
        this.install = new NpmInstall(processes, tree, knobs.timeLimit());
        this.bundles = new Bundles(
                contract,
                install,
                new Bundler(
                        contract.worker(),
                        processes,
                        contract.project().directory().resolve("target/d4"),
                        knobs.timeLimit()));
        this.linter =
                new Linter(contract.project().directory(), Linter.databases(contract.environments()), knobs.lintFrom());
        this.sites = new Sites(
                contract,
                install,
                new SiteBuilder(processes, contract.project().directory().resolve("target/d4"), knobs.timeLimit()));
    }

    Contract contract() {
        return contract;
    }

    Processes processes() {
        return processes;
    }

    Git git() {
        return git;
    }

    WorkTree tree() {
        return tree;
    }

    NpmInstall install() {
        return install;
    }

    BundleSource bundles() {
        return bundles;
    }

    SiteSource sites() {
        return sites;
    }

    /** Whether a text holds the value of a secret that this build knows. */
    boolean holdsKnownSecret(String text) {
        return !known.mask(text).equals(text);
    }

    /** What this release is called beside the deployments of its site. */
    SiteRelease siteRelease() throws InterruptedException {
        boolean dirty = tree.beforeTheBuild() instanceof Answer.Known<GitStatus> status
                && !status.value().changes().isEmpty();
        return new SiteRelease(message(), commit(), dirty);
    }

    List<TestPlan> testPlans() {
        return contract.project().packages().stream()
                .map(each -> new TestPlan(each, knobs.testScript(), knobs.testCount(), knobs.timeLimit()))
                .toList();
    }

    List<TypesPlan> typesPlans() {
        return contract.project().packages().stream()
                .map(each -> new TypesPlan(each, knobs.typed(), knobs.typesScript(), knobs.timeLimit()))
                .toList();
    }

    /** Looks at the migration files of all environments, and remembers what it found. */
    Linter linter() {
        return linter;
    }

    /** Rehearses migrations. */
    Rehearsals rehearsals() {
        return new Rehearsals(contract.project().directory());
    }

    /** The histories of all environments, each once. */
    List<DatabaseRehearsal> histories() {
        return Linter.databases(contract.environments()).stream()
                .collect(Collectors.toMap(
                        database -> database.migrationsDirectory() + "\0" + database.migrationsPattern(),
                        database -> database,
                        (one, other) -> one,
                        LinkedHashMap::new))
                .values()
                .stream()
                .map(database -> rehearsals().fromEmpty(database, knobs.lintFrom()))
                .toList();
    }

    /** Whether any environment binds a database. */
    boolean bindsDatabases() {
        return contract.environments().stream()
                .anyMatch(environment -> !environment.databases().isEmpty());
    }

    /** Whether another environment rehearses it, or nobody rehearses for it: its data are its users'. */
    boolean isProduction(Environment environment) {
        return environment.after().isPresent()
                || contract.environments().stream()
                        .noneMatch(other -> other.after().equals(Optional.of(environment.name())));
    }

    String version() {
        return contract.project().version();
    }

    boolean makesTag() {
        return knobs.makesTag();
    }

    /** The project as a person calls it. */
    String projectName() {
        return contract.project().name() + " " + version();
    }

    Optional<String> acceptedDrift() {
        return knobs.acceptedDrift();
    }

    Overrides overrides() {
        return knobs.overrides();
    }

    /** Where dumps of databases go. */
    Path backups() {
        return backups;
    }

    /** What is told of all that takes long. */
    Activities activities() {
        return activities;
    }

    /** Dumps a target's databases. */
    Backup backup(Target target) {
        return new Backup(target.account(), backups, target.waiting().clock(), activities::howFar);
    }

    /** Who releases. */
    String author() {
        return author;
    }

    /** The commit in hand, where there is one. */
    Optional<String> commit() throws InterruptedException {
        return git.head() instanceof Answer.Known<String> known ? Optional.of(known.value()) : Optional.empty();
    }

    /** What stands beside versions and deployments in Cloudflare's lists. */
    String message() throws InterruptedException {
        return commit().map(commit -> new ReleaseMessage(version(), commit).text())
                .orElse(version());
    }
}
