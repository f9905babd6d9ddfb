package com.pmerit.d4.mojo;

import com.pmerit.d4.contract.Contract;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.sandbox.Sandbox;
import com.pmerit.d4.sandbox.SandboxSettings;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.crypto.SettingsDecrypter;

/**
 * Keeps the project's embedded Cloudflare running until Ctrl-C, and prints what wrangler and a browser need to use it. Builds
 * with {@code -Dd4.sandbox} use this one while it runs.
 */
@Mojo(name = "sandbox", threadSafe = true)
public final class SandboxMojo extends D4Mojo {
    private static final int HIGHEST_PORT = 65_535;

    /** The port of the API; 0 takes any free one. */
    @Parameter(property = "d4.sandbox.port", defaultValue = "0")
    private int port;

    /** The port at which Workers answer; 0 takes any free one. */
    @Parameter(property = "d4.sandbox.frontPort", defaultValue = "0")
    private int frontPort;

    /** Whether Workers may reach the internet. */
    @Parameter(property = "d4.sandbox.internet", defaultValue = "false")
    private boolean internet;

    /** Does not start the embedded Cloudflare. */
    @Parameter(property = "d4.sandbox.skip", defaultValue = "false")
    private boolean skipSandbox;

    /** Maven hands over its own components. */
    @Inject
    public SandboxMojo(SettingsDecrypter decrypter) {
        super(decrypter);
    }

    @Override
    Optional<String> skippedBy() {
        return skipSandbox ? Optional.of("d4.sandbox.skip") : Optional.empty();
    }

    @Override
    void run() throws MojoExecutionException, MojoFailureException, InterruptedException, IOException {
        Contract contract = contract();
        SandboxSettings settings = EmbeddedSettings.of(contract)
                .withPorts(port("d4.sandbox.port", port), port("d4.sandbox.frontPort", frontPort))
                .withInternet(internet);
        try (Sandbox sandbox = Sandbox.start(settings)) {
            endsProgress();
            say(sandbox, contract);
            new CountDownLatch(1).await();
        }
    }

    private static int port(String property, int number) throws MojoFailureException {
        if (number < 0 || number > HIGHEST_PORT) {
            throw new MojoFailureException("-D" + property + "=" + number + ": write a port from 1 to " + HIGHEST_PORT
                    + ", or 0 for any free one");
        }
        return number;
    }

    /** The token opens this sandbox and nothing else; it is of no use once the sandbox's directory is gone. */
    private void say(Sandbox sandbox, Contract contract) {
        getLog().info("The embedded Cloudflare is running; its state is kept in .d4/sandbox. Ctrl-C ends it.");
        getLog().info("For wrangler:");
        getLog().info("  export CLOUDFLARE_API_BASE_URL=" + sandbox.api());
        getLog().info("  export CLOUDFLARE_API_TOKEN=" + sandbox.token());
        getLog().info("  export CLOUDFLARE_ACCOUNT_ID="
                + sandbox.accounts().get(0).id());
        getLog().info("For a browser, once it is deployed (mvn deploy -Dd4.sandbox -Dd4.environment=…):");
        for (Environment environment : contract.environments()) {
            String host = environment.url().getHost();
            String shown = host.endsWith(".workers.dev")
                    ? "http://" + environment.worker() + "."
                            + sandbox.accounts().get(0).subdomain() + ".localhost:"
                            + sandbox.front().getPort() + environment.smoke().path()
                    : "curl -H 'Host: " + host + "' " + sandbox.front()
                            + environment.smoke().path();
            getLog().info("  " + environment.name() + ": " + shown);
        }
    }
}
