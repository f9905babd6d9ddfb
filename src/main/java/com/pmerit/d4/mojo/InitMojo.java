package com.pmerit.d4.mojo;

import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.cloudflare.Redactor;
import com.pmerit.d4.contract.ContractReading;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.setup.FoundProject;
import com.pmerit.d4.setup.Stage;
import com.pmerit.d4.setup.Stores;
import com.pmerit.d4.setup.Survey;
import com.pmerit.d4.source.Answer;
import com.pmerit.d4.source.Git;
import com.pmerit.d4.tool.Processes;
import com.pmerit.d4.tool.ScrubbedEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.crypto.SettingsDecrypter;

/**
 * Writes the POM of a project that has a wrangler config and is not under d4 yet, with both environments, and says what it
 * could not know; it asks nothing and overwrites nothing. With {@code d4.create} it also makes the D1 databases and R2 buckets
 * that the wrangler config names and the account lacks, after showing which; nothing else of d4 makes any. Needs no POM. Of several
 * Workers {@code -Dd4.worker.directory} says which.
 */
@Mojo(name = "init", requiresProject = false, aggregator = true, threadSafe = true)
public final class InitMojo extends D4Mojo {
    /** Makes the databases and buckets that the wrangler config names and the account lacks. */
    @Parameter(property = "d4.create", defaultValue = "false")
    private boolean create;

    /** Skips the writing of the POM. */
    @Parameter(property = "d4.init.skip", defaultValue = "false")
    private boolean skipInit;

    /** Maven hands over its own components. */
    @Inject
    public InitMojo(SettingsDecrypter decrypter) {
        super(decrypter);
    }

    @Override
    Optional<String> skippedBy() {
        return skipInit ? Optional.of("d4.init.skip") : Optional.empty();
    }

    @Override
    void run() throws MojoExecutionException, MojoFailureException, InterruptedException, IOException {
        if (create && Files.exists(directory().resolve("pom.xml"))) {
            ContractReading reading = reading();
            List<Stage> stages = reading instanceof ContractReading.Agreed agreed
                    ? agreed.contract().environments().stream()
                            .map(InitMojo::stage)
                            .toList()
                    : survey().stages();
            create(stages, reading);
            return;
        }
        FoundProject project = asked(survey());
        ContractReading reading = new InitRun(directory(), getLog()::info)
                .write(project, execution().getVersion());
        if (create) {
            create(project.stages(), reading);
        }
        if (reading instanceof ContractReading.Refused refused) {
            throw InitRun.unfinished(refused);
        }
    }

    private static Stage stage(Environment environment) {
        return new Stage(environment.name(), environment.after(), environment.wrangler());
    }

    private FoundProject survey() throws MojoFailureException, IOException, InterruptedException {
        Path directory = directory();
        Processes processes = new Processes(
                new ScrubbedEnvironment(System.getenv(), Set.of(), Set.of(), known -> Redactor.of(known)::mask));
        Optional<String> remote = new Git(processes, directory).remote() instanceof Answer.Known<Optional<String>> known
                ? known.value()
                : Optional.empty();
        Optional<String> worker =
                Optional.ofNullable(session().getUserProperties().getProperty("d4.worker.directory"));
        Survey survey = Survey.of(directory, worker, remote);
        if (survey instanceof Survey.Refused refused) {
            throw new MojoFailureException(refused.problem() + System.lineSeparator() + "  " + refused.remedy());
        }
        return ((Survey.Found) survey).project();
    }

    /** Asks the account, where there are credentials for one; a POM can be written without. */
    private FoundProject asked(FoundProject project) throws IOException {
        Clouds clouds = clouds(redactor(project));
        if (isSandbox() || session().isOffline() || !clouds.hasLogin(server())) {
            return project;
        }
        try (Cloud cloud = clouds.real(server())) {
            return project.knowing(subdomain(cloud), secrets(cloud.account(), project));
        } catch (MojoFailureException refused) {
            getLog().warn("The account was not asked: " + refused.getMessage());
            return project;
        }
    }

    private Optional<String> subdomain(Cloud cloud) {
        return cloud.account().subdomain().get().fold(found -> found, failure -> {
            getLog().warn(cloud.masked("The account's workers.dev name is not known: " + failure.message()));
            return Optional.empty();
        });
    }

    /** The names of the secrets that the scripts hold now; one that is not there yet holds none. */
    private Set<String> secrets(AccountApi account, FoundProject project) {
        Set<String> names = new TreeSet<>();
        for (Stage stage : project.stages()) {
            stage.config()
                    .name()
                    .ifPresent(script -> account.secrets()
                            .list(script)
                            .orAbsent()
                            .fold(found -> found.map(names::addAll).orElse(false), failure -> {
                                getLog().warn("The secrets of " + script + " are not known: " + failure.message());
                                return false;
                            }));
        }
        return names;
    }

    private void create(List<Stage> stages, ContractReading reading)
            throws MojoFailureException, IOException, InterruptedException {
        Optional<String> named = environmentName();
        List<Stage> wanted = stages.stream()
                .filter(stage -> named.isEmpty() || named.get().equals(stage.name()))
                .toList();
        if (wanted.isEmpty()) {
            throw new MojoFailureException("-Dd4.environment=" + named.orElse("") + ": there is no such environment."
                    + System.lineSeparator() + "  There are: "
                    + String.join(", ", stages.stream().map(Stage::name).toList()) + ".");
        }
        try (Cloud cloud = cloud(reading)) {
            new InitRun(directory(), line -> getLog().info(cloud.masked(line)))
                    .create(new Stores(cloud.account()), wanted);
        }
    }

    private Cloud cloud(ContractReading reading) throws MojoFailureException, IOException, InterruptedException {
        if (reading instanceof ContractReading.Agreed agreed) {
            return cloud(agreed.contract());
        }
        if (isSandbox()) {
            throw new MojoFailureException("the embedded Cloudflare makes what the POM names, and the POM has faults"
                    + " still." + System.lineSeparator() + "  See them: mvn d4:check");
        }
        refuseOffline();
        return clouds(new Redactor()).real(server());
    }

    private static Redactor redactor(FoundProject project) {
        return Redactor.of(ScrubbedEnvironment.secretsIn(System.getenv(), project.secrets()));
    }
}
