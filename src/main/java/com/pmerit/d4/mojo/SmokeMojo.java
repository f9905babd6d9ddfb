package com.pmerit.d4.mojo;

import com.pmerit.d4.contract.Contract;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.gate.Checklist;
import com.pmerit.d4.gate.ChecklistResult;
import com.pmerit.d4.report.Report;
import java.io.IOException;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.crypto.SettingsDecrypter;

/**
 * Smoke-tests one environment as it is now, and fails the build unless the version that is live is healthy. Changes nothing,
 * and cannot be overridden.
 */
@Mojo(name = "smoke", threadSafe = true)
public final class SmokeMojo extends D4Mojo {

    /** Skips the smoke test. */
    @Parameter(property = "d4.smoke.skip", defaultValue = "false")
    private boolean skipSmoke;

    /** Maven hands over its own components. */
    @Inject
    public SmokeMojo(SettingsDecrypter decrypter) {
        super(decrypter);
    }

    @Override
    Optional<String> skippedBy() {
        return skipSmoke ? Optional.of("d4.smoke.skip") : Optional.empty();
    }

    @Override
    void run() throws MojoExecutionException, MojoFailureException, InterruptedException, IOException {
        Contract contract = contract();
        Environment environment = namedEnvironment(contract);
        try (Cloud cloud = cloud(contract)) {
            GoalRun goal = new GoalRun(
                    goal(), workbench(contract, cloud.secretValues()), Optional.of(environment), isSandbox());
            ChecklistResult result = new Checklist(Procedures.smokeTest(cloud.target(contract, environment))).run();
            Report report = goal.looked("d4:smoke", result, cloud.smokes());
            publisher(cloud::masked).publish(report, report, GoalRun.failure(result));
        }
    }
}
