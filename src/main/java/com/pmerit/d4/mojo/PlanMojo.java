package com.pmerit.d4.mojo;

import com.pmerit.d4.contract.Contract;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.gate.ChecklistResult;
import com.pmerit.d4.release.Forecast;
import com.pmerit.d4.release.Outlook;
import com.pmerit.d4.release.PlanFile;
import com.pmerit.d4.release.Planning;
import com.pmerit.d4.release.RollbackReadiness;
import com.pmerit.d4.report.PlanTable;
import com.pmerit.d4.report.ReportFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.crypto.SettingsDecrypter;

/**
 * Shows what a release to one environment would change, which gates would stop it, and whether there is a way back; writes it
 * to {@code target/d4/plan.json}. Sends no writing request. A gate that would fail does not fail this goal.
 */
@Mojo(name = "plan", threadSafe = true)
public final class PlanMojo extends D4Mojo {
    private static final int COLUMNS = 100;

    /** Skips the plan. */
    @Parameter(property = "d4.plan.skip", defaultValue = "false")
    private boolean skipPlan;

    /** Maven hands over its own components. */
    @Inject
    public PlanMojo(SettingsDecrypter decrypter) {
        super(decrypter);
    }

    @Override
    Optional<String> skippedBy() {
        return skipPlan ? Optional.of("d4.plan.skip") : Optional.empty();
    }

    @Override
    boolean knowsOverrides() {
        return true;
    }

    @Override
    void run() throws MojoExecutionException, MojoFailureException, InterruptedException, IOException {
        Contract contract = contract();
        Environment environment = environment(contract)
                .orElseThrow(() -> new MojoFailureException("nothing says for which environment to plan."
                        + System.lineSeparator() + "  Name it: mvn d4:plan -Dd4.environment="
                        + contract.environments().get(0).name() + ", or a profile that sets d4.environment."));
        try (Cloud cloud = cloud(contract)) {
            Target target = cloud.target(contract, environment);
            Optional<Checked> checked = Checked.recall(context(), environment.name());
            Workbench bench = checked.isPresent() ? checked.get().bench() : workbench(contract, cloud.secretValues());
            GoalRun goal = new GoalRun(goal(), bench, Optional.of(environment), isSandbox());
            Planning planning = new Plans(bench, target, cloud::masked).make();
            if (planning instanceof Planning.Impossible impossible) {
                throw new MojoFailureException(cloud.masked(failure(environment, impossible)));
            }
            RollbackReadiness rollback = Outlooks.rollback(bench, target);
            ChecklistResult checklist =
                    checked.isPresent() ? checked.get().result() : goal.check(Sop.checklist(bench, target));
            Outlook outlook = new Outlook(((Planning.Made) planning).plan(), rollback, Outlook.failing(checklist))
                    .masked(cloud::masked);
            new PlanTable(COLUMNS, cloud::masked).lines(goal.subject(), outlook).forEach(getLog()::info);
            Path project = project().getBasedir().toPath();
            new PlanFile(project.resolve(PlanTable.JSON)).write(outlook);
            new ReportFiles(project.resolve("target/d4"), cloud::masked).writePage();
        }
    }

    private static String failure(Environment environment, Planning.Impossible impossible) {
        List<String> lines = new ArrayList<>();
        lines.add("the release to " + environment.name() + " cannot be planned; nothing was written:");
        for (Forecast.Unknown reason : impossible.reasons()) {
            lines.add("  " + reason.why());
            reason.details().forEach(detail -> lines.add("    " + detail));
            lines.add("    -> " + reason.remedy());
        }
        return String.join(System.lineSeparator(), lines);
    }
}
