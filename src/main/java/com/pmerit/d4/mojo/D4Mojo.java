package com.pmerit.d4.mojo;

import com.pmerit.d4.cloudflare.ExchangeListener;
import com.pmerit.d4.cloudflare.FlightRecorder;
import com.pmerit.d4.cloudflare.Redactor;
import com.pmerit.d4.contract.Contract;
import com.pmerit.d4.contract.ContractReading;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.contract.Fault;
import com.pmerit.d4.mojo.progress.Activities;
import com.pmerit.d4.mojo.progress.Activity;
import com.pmerit.d4.mojo.progress.ProgressDisplay;
import com.pmerit.d4.mojo.progress.Terminal;
import com.pmerit.d4.release.Step;
import com.pmerit.d4.tool.ScrubbedEnvironment;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Plugin;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.codehaus.plexus.configuration.PlexusConfiguration;
import org.jspecify.annotations.Nullable;

/** What every goal has: the contract, the knobs, and the two switches. */
abstract class D4Mojo extends AbstractMojo {
    private static final String DEFAULT_SERVER = "cloudflare";
    private static final String OVERRIDE = "d4.override";
    private static final String FLIGHT = "com.pmerit.d4.flight";
    private static final String ACTIVITIES = "com.pmerit.d4.activities";

    /** The Worker: its directory and the names of its secrets. The README lists all tags. */
    @Parameter
    private @Nullable PlexusConfiguration worker;

    /** The front end: its directory, its Pages project and its build output. */
    @Parameter
    private @Nullable PlexusConfiguration site;

    /** The environments, each under its name, in any order; {@code after} says which must be released first. */
    @Parameter
    private @Nullable PlexusConfiguration environments;

    /** The environment that this run is about, by its name in the POM. */
    @Parameter(property = "d4.environment")
    private @Nullable String environment;

    /** Runs against the embedded Cloudflare, whose state is kept in {@code .d4/sandbox}. */
    @Parameter(property = "d4.sandbox", defaultValue = "false")
    private boolean sandbox;

    /** The id of the server in settings.xml that holds the account id as its username and the API token as its password. */
    @Parameter(property = "d4.server", defaultValue = DEFAULT_SERVER)
    private @Nullable String server;

    /** Skips every goal of d4. */
    @Parameter(property = "d4.skip", defaultValue = "false")
    private boolean skip;

    /** The npm script that runs a package's tests once; by default {@code test:run}, else {@code test}. */
    @Parameter(property = "d4.testScript")
    private @Nullable String testScript;

    /** A regular expression whose first group is the number of executed tests, for a test runner that d4 cannot read. */
    @Parameter(property = "d4.testCount")
    private @Nullable String testCount;

    /** The npm script that checks a package's types; by default {@code typecheck}, else {@code tsc -b}. */
    @Parameter(property = "d4.typesScript")
    private @Nullable String typesScript;

    /** Whether the npm packages have types to check; false for plain JavaScript. */
    @Parameter(property = "d4.typed", defaultValue = "true")
    private boolean typed;

    /** Seconds that each tool of the project may take: npm ci, the tests, the type check, the bundler. */
    @Parameter(property = "d4.timeLimit", defaultValue = "600")
    private int timeLimit;

    /** With {@code create}, d4 makes the annotated tag of a production release after its success; else it must be there. */
    @Parameter(property = "d4.tag")
    private @Nullable String tag;

    /** The hash of a difference between contract and live bindings that was shown and is accepted, once. */
    @Parameter(property = "d4.acceptDrift")
    private @Nullable String acceptDrift;

    /** Where backups go, each in a directory of its own; below target they are gone with the next clean. */
    @Parameter(property = "d4.backup.directory", defaultValue = "${project.build.directory}/d4/backup")
    private @Nullable File backupDirectory;

    /**
     * The name of the first migration file that d4 judges, such as {@code 0047_invoices.sql}: for a history from before d4.
     * Earlier files are replayed and not judged.
     */
    @Parameter(property = "d4.lintFrom")
    private @Nullable String lintFrom;

    /**
     * Lets gates fail, each with its reason, which every report shows: {@code gate:reason}, several separated by a semicolon.
     * Taken from the command line only, so that it ends with the run.
     */
    @Parameter(property = OVERRIDE)
    private @Nullable String override;

    @Parameter(defaultValue = "${session}", readonly = true, required = true)
    private @Nullable MavenSession session;

    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    private @Nullable MavenProject project;

    @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
    private @Nullable MojoExecution execution;

    private final SettingsDecrypter decrypter;
    private @Nullable ProgressDisplay display;

    D4Mojo(SettingsDecrypter decrypter) {
        this.decrypter = decrypter;
    }

    /** The goal itself. */
    abstract void run() throws MojoExecutionException, MojoFailureException, InterruptedException, IOException;

    /** The property that skips this goal alone, when it is set. */
    abstract Optional<String> skippedBy();

    /** Whether an override may be about a gate of this goal. */
    boolean knowsOverrides() {
        return false;
    }

    @Override
    public final void execute() throws MojoExecutionException, MojoFailureException {
        Optional<String> skipping = skip ? Optional.of("d4.skip") : skippedBy();
        if (skipping.isPresent()) {
            getLog().info(goal() + " is skipped, as " + skipping.get() + " says");
            return;
        }
        if (!belongsHere()) {
            return;
        }
        if (!knowsOverrides() && given(override).isPresent()) {
            getLog().warn(goal() + " has no gate to override: -D" + OVERRIDE + " changes nothing here");
        }
        Activity whole = activities().begin(goal());
        try (ProgressDisplay shown = ProgressDisplay.of(activities(), Terminal.of(session()), super.getLog())) {
            display = shown;
            run();
        } catch (IOException broken) {
            throw new MojoExecutionException(goal() + ": " + broken.getMessage(), broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new MojoExecutionException(goal() + " was stopped; the same command can be run again", stopped);
        } finally {
            display = null;
            activities().endStep();
            whole.close();
        }
    }

    /** Whether the module that Maven runs this goal in is one that d4 is about; says so when it is not. */
    private boolean belongsHere() throws MojoFailureException {
        if (execution().getMojoDescriptor().isAggregator()) {
            return true;
        }
        String plugin =
                Plugin.constructKey(execution().getGroupId(), execution().getArtifactId());
        Modules.Place place = Modules.of(session(), plugin).of(project());
        String skipped = goal() + " is skipped in " + project().getArtifactId() + ": ";
        if (place instanceof Modules.Elsewhere elsewhere) {
            getLog().info(skipped + elsewhere.why());
            return false;
        }
        if (place instanceof Modules.LeftOut out && execution().getSource() == MojoExecution.Source.CLI) {
            throw new MojoFailureException(goal() + " did nothing: " + out.why() + System.lineSeparator()
                    + "  To run it there: " + out.remedy());
        }
        if (place instanceof Modules.LeftOut out) {
            getLog().warn(skipped + out.why() + ". Nothing is done; " + out.remedy());
            return false;
        }
        return true;
    }

    /** While progress is shown, one that is not written into it. */
    @Override
    public final Log getLog() {
        ProgressDisplay shown = display;
        return shown == null ? super.getLog() : shown.log();
    }

    /** From here on this goal only waits for a person. */
    final void endsProgress() {
        ProgressDisplay shown = display;
        if (shown != null) {
            shown.close();
        }
    }

    /** A step of this goal begins. */
    final void begins(Step step) {
        getLog().debug("d4 step: " + step.id());
        activities().step(step.id());
    }

    final String goal() {
        return "d4:" + execution().getGoal();
    }

    final boolean isSandbox() {
        return sandbox;
    }

    final MavenSession session() {
        return injected(session);
    }

    final MavenProject project() {
        return injected(project);
    }

    final MojoExecution execution() {
        return injected(execution);
    }

    /**
     * Reads POM and wrangler config.
     *
     * @throws MojoFailureException with every fault of both, each with its mend
     */
    final Contract contract() throws MojoFailureException {
        ContractReading reading = reading();
        if (reading instanceof ContractReading.Refused refused) {
            throw new MojoFailureException(told(refused.faults()));
        }
        Contract contract = ((ContractReading.Agreed) reading).contract();
        contract.warnings().forEach(warning -> getLog().warn(warning.message()));
        return contract;
    }

    /** What POM and wrangler config say together, or what is wrong with them. */
    final ContractReading reading() {
        return PomReader.read(PomTags.of(worker, site, environments), session(), project(), execution());
    }

    /** Where the POM is; where there is none, where Maven was called. */
    final Path directory() {
        return Optional.ofNullable(project().getBasedir())
                .map(File::toPath)
                .orElseGet(() -> Path.of(session().getRequest().getBaseDirectory()))
                .toAbsolutePath()
                .normalize();
    }

    /** The name of the environment that was named, whether the POM has it or not. */
    final Optional<String> environmentName() {
        return given(environment);
    }

    /**
     * The environment that was named, if one was.
     *
     * @throws MojoFailureException when the POM has none of that name
     */
    final Optional<Environment> environment(Contract contract) throws MojoFailureException {
        Optional<String> name = given(environment);
        if (name.isEmpty()) {
            return Optional.empty();
        }
        Optional<Environment> found = contract.environment(name.get());
        if (found.isEmpty()) {
            throw new MojoFailureException("-Dd4.environment=" + name.get() + ": the POM has no such environment."
                    + System.lineSeparator() + "  Its environments are: "
                    + contract.environments().stream().map(Environment::name).collect(Collectors.joining(", ")) + ".");
        }
        return found;
    }

    /**
     * The environment that was named, of a goal that is about one.
     *
     * @throws MojoFailureException when none was named, or the POM has none of that name
     */
    final Environment namedEnvironment(Contract contract) throws MojoFailureException {
        return environment(contract)
                .orElseThrow(() -> new MojoFailureException(
                        goal() + " is about one environment, and none is named." + System.lineSeparator()
                                + "  Name it: mvn " + goal() + " -Dd4.environment="
                                + contract.environments().get(0).name() + ", or a profile that sets d4.environment."));
    }

    /**
     * The Cloudflare of this run.
     *
     * @throws MojoFailureException when there are no credentials for it, or they are given where they must not be
     */
    final Cloud cloud(Contract contract) throws MojoFailureException, IOException, InterruptedException {
        Clouds clouds = clouds(redactor(contract));
        if (!sandbox) {
            refuseOffline();
            return clouds.real(server());
        }
        Activity starting = activities().begin("start of the embedded Cloudflare");
        try {
            return clouds.embedded(contract);
        } finally {
            starting.close();
        }
    }

    /** Whether Maven is told not to use the network; the embedded Cloudflare is on this machine. */
    final boolean isCutOff() {
        return session().isOffline() && !sandbox;
    }

    /**
     * Stops a goal that would ask Cloudflare although Maven is told not to use the network. No goal leaves that to Maven's
     * {@code requiresOnline}: a goal that a phase runs is then passed over with a warning, and a release of nothing is a success.
     */
    final void refuseOffline() throws MojoFailureException {
        if (isCutOff()) {
            throw new MojoFailureException(goal() + " asks Cloudflare, and Maven is offline (-o): nothing was asked."
                    + System.lineSeparator() + "  Leave -o out, or use the embedded Cloudflare: -Dd4.sandbox.");
        }
    }

    /** What opens a Cloudflare, for a goal that may have no contract. */
    final Clouds clouds(Redactor redactor) {
        ExchangeListener recording = flight().recording(goal(), getLog()::warn);
        Activities doing = activities();
        return new Clouds(session().getSettings(), decryption(), execution().getVersion(), redactor, exchange -> {
            recording.exchanged(exchange);
            if (exchange.status().isPresent()) {
                doing.answered();
            }
        });
    }

    /** The id of the server in settings.xml that may hold the credentials. */
    final String server() {
        return given(server).orElse(DEFAULT_SERVER);
    }

    /** Decrypts what settings.xml keeps encrypted. */
    final Decryption decryption() {
        return new Decryption(decrypter);
    }

    /** Knows the secrets of the project that the environment of this build holds. */
    final Redactor redactor(Contract contract) {
        return Redactor.of(ScrubbedEnvironment.secretsIn(
                System.getenv(), Set.copyOf(contract.worker().secrets())));
    }

    /** The recorder of this build, so that a deploy does not wipe what the check before it has recorded. */
    private FlightRecorder flight() {
        if (context().get(FLIGHT) instanceof FlightRecorder recorder) {
            return recorder;
        }
        FlightRecorder recorder = new FlightRecorder(directory().resolve("target/d4"), Clock.systemUTC());
        context().put(FLIGHT, recorder);
        return recorder;
    }

    /** What this build is doing, from its first goal to its last. */
    private Activities activities() {
        if (context().get(ACTIVITIES) instanceof Activities known) {
            return known;
        }
        Activities fresh = new Activities(InstantSource.system());
        context().put(ACTIVITIES, fresh);
        return fresh;
    }

    final Publisher publisher(UnaryOperator<String> mask) {
        return new Publisher(getLog(), project().getBasedir().toPath(), mask, stepSummary());
    }

    /** Where GitHub Actions shows what this run came to. */
    final StepSummary stepSummary() {
        return new StepSummary(System.getenv(), context(), getLog()::warn);
    }

    /** What lives as long as this build. */
    @SuppressWarnings("unchecked")
    final Map<Object, Object> context() {
        if (getPluginContext() == null) {
            setPluginContext(new HashMap<>());
        }
        return getPluginContext();
    }

    /** Where backups lie. */
    final Path backups() {
        return injected(backupDirectory).toPath();
    }

    final Workbench workbench(Contract contract, Set<String> secretValues) throws MojoFailureException {
        return new Workbench(contract, knobs(), System.getenv(), secretValues, backups(), activities());
    }

    private Knobs knobs() throws MojoFailureException {
        return Knobs.read(
                given(testScript),
                given(testCount),
                given(typesScript),
                typed,
                timeLimit,
                given(tag),
                given(acceptDrift),
                given(lintFrom),
                Overrides.read(
                        given(override), given(session().getUserProperties().getProperty(OVERRIDE))));
    }

    private String told(List<Fault> faults) {
        String end = System.lineSeparator();
        return faults.size() + (faults.size() == 1 ? " fault" : " faults") + " in the configuration of "
                + project().getArtifactId() + ":" + end
                + faults.stream().map(Fault::message).collect(Collectors.joining(end));
    }

    private static Optional<String> given(@Nullable String value) {
        return Optional.ofNullable(value).map(String::strip).filter(text -> !text.isEmpty());
    }

    private static <T> T injected(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("Maven did not inject what every goal needs");
        }
        return value;
    }
}
