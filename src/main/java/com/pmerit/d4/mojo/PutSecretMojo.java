package com.pmerit.d4.mojo;

import com.pmerit.d4.contract.Contract;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.release.Heartbeat;
import com.pmerit.d4.release.ReleaseResult;
import com.pmerit.d4.report.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.jspecify.annotations.Nullable;

/**
 * Sets secrets of one environment, one or many of them as one version: the code that is live, with everything else as it is. It is
 * smoke-tested before users meet it and again afterwards, and taken back when that fails. The values come from the environment
 * of the build ({@code -Dd4.fromEnvironment}), from a file descriptor ({@code -Dd4.fromDescriptor=3}) or from servers of
 * settings.xml ({@code -Dd4.fromServer=ID}), never from a property. A var of the same name becomes the secret without a gap. Of a
 * Worker that does not exist yet, they wait in an empty draft for its first release.
 */
@Mojo(name = "put-secret", threadSafe = true)
public final class PutSecretMojo extends D4Mojo {
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

    /** The names of the secrets, separated by commas; with a descriptor or servers by default all that these give. */
    @Parameter(property = "d4.secrets")
    private @Nullable String secrets;

    /** Takes the values from the variables of the same names in the environment of the build. */
    @Parameter(property = "d4.fromEnvironment", defaultValue = "false")
    private boolean fromEnvironment;

    /** The number of the open file that gives the values: {@code NAME=value} records that end in a NUL, or one JSON object of texts. */
    @Parameter(property = "d4.fromDescriptor")
    private @Nullable String fromDescriptor;

    /** The ids of servers in settings.xml, separated by commas, each with the name of a secret as username and its value as password. */
    @Parameter(property = "d4.fromServer")
    private @Nullable String fromServer;

    /** Takes values as they are, with a line end, quotes or blanks at their ends, which otherwise are taken for slips. */
    @Parameter(property = "d4.exact", defaultValue = "false")
    private boolean exact;

    /** Seconds that the lock of another run is waited for, 0 for not at all; a lock that nobody renews runs out after 120. */
    @Parameter(property = "d4.lockWait", defaultValue = "150")
    private int lockWait;

    /** Skips the setting of secrets. */
    @Parameter(property = "d4.put-secret.skip", defaultValue = "false")
    private boolean skipPutSecret;

    /** Maven hands over its own components. */
    @Inject
    public PutSecretMojo(SettingsDecrypter decrypter) {
        super(decrypter);
    }

    @Override
    Optional<String> skippedBy() {
        return skipPutSecret ? Optional.of("d4.put-secret.skip") : Optional.empty();
    }

    @Override
    void run() throws MojoExecutionException, MojoFailureException, InterruptedException, IOException {
        if (lockWait < 0) {
            throw new MojoFailureException("-Dd4.lockWait=" + lockWait + ": write a number of seconds from 0");
        }
        SecretSources.Wish wish =
                new SecretSources.Wish(listed(secrets), fromEnvironment, descriptor(), listed(fromServer), exact);
        refuseValuesInSight(wish);
        Contract contract = contract();
        Environment environment = namedEnvironment(contract);
        GivenSecrets given = new SecretSources(
                        System.getenv(), Path.of("/dev/fd"), session().getSettings(), decryption())
                .read(wish);
        try (Cloud cloud = cloud(contract);
                Stop stop = new Stop(Runtime.getRuntime())) {
            given.secrets().values().values().forEach(cloud::learn);
            Workbench bench = workbench(contract, given.hiddenWith(cloud.secretValues()));
            GoalRun goal = new GoalRun(goal(), bench, Optional.of(environment), isSandbox());
            PutSecretRun run = new PutSecretRun(
                    bench,
                    cloud.target(contract, environment),
                    given.secrets(),
                    stop,
                    Duration.ofSeconds(lockWait),
                    line -> getLog().info(cloud.masked(line)),
                    this::begins);
            DeployRun.Ended ended = DeployRun.Ended.before(kept(run));
            Report report = goal.deployed(ended, cloud.smokes(), goal.sameCommand(goal()) + wish.typed());
            publisher(cloud::masked).publish(report, report, goal.failure(ended));
        }
    }

    private void refuseValuesInSight(SecretSources.Wish wish) throws MojoFailureException {
        Optional<String> seen = GivenValues.find(
                wish.names(), session().getUserProperties(), project().getProperties());
        if (seen.isPresent()) {
            throw new MojoFailureException(seen.get());
        }
    }

    private Optional<Integer> descriptor() throws MojoFailureException {
        String given = Optional.ofNullable(fromDescriptor).map(String::strip).orElse("");
        if (!given.isEmpty() && !NUMBER.matcher(given).matches()) {
            throw new MojoFailureException(
                    "-Dd4.fromDescriptor is no number of an open file: -Dd4.fromDescriptor=3 ... 3< <(vault ...)");
        }
        return given.isEmpty() ? Optional.empty() : Optional.of(Integer.valueOf(given));
    }

    private static List<String> listed(@Nullable String text) {
        return Arrays.stream(Optional.ofNullable(text).orElse("").split(",", -1))
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .distinct()
                .toList();
    }

    private static ReleaseResult kept(PutSecretRun run) throws InterruptedException {
        Optional<Heartbeat> heartbeat = run.heartbeat();
        try {
            return run.run();
        } finally {
            heartbeat.ifPresent(Heartbeat::close);
        }
    }
}
