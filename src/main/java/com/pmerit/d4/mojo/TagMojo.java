package com.pmerit.d4.mojo;

import com.pmerit.d4.contract.Contract;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.gate.Checklist;
import com.pmerit.d4.gate.ChecklistResult;
import com.pmerit.d4.release.ReleaseResult;
import com.pmerit.d4.report.Report;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.crypto.SettingsDecrypter;

/**
 * Makes the annotated tag of a release on the commit in hand, if that commit is live in the last environment: a tag of what is
 * not live would lie. Changes git only, and pushes nothing.
 */
@Mojo(name = "tag", threadSafe = true)
public final class TagMojo extends D4Mojo {

    /** Skips the making of the tag. */
    @Parameter(property = "d4.tag.skip", defaultValue = "false")
    private boolean skipTag;

    /** Maven hands over its own components. */
    @Inject
    public TagMojo(SettingsDecrypter decrypter) {
        super(decrypter);
    }

    @Override
    Optional<String> skippedBy() {
        return skipTag ? Optional.of("d4.tag.skip") : Optional.empty();
    }

    @Override
    void run() throws MojoExecutionException, MojoFailureException, InterruptedException, IOException {
        Contract contract = contract();
        Environment last = last(contract);
        try (Cloud cloud = cloud(contract)) {
            Workbench bench = workbench(contract, cloud.secretValues());
            GoalRun goal = new GoalRun(goal(), bench, Optional.of(last), isSandbox());
            ChecklistResult checklist =
                    new Checklist(Procedures.tagChecklist(bench, cloud.target(contract, last))).run();
            if (!checklist.passed()) {
                Report refused = goal.looked("d4:tag", checklist, List.of());
                publisher(cloud::masked).publish(refused, refused, GoalRun.failure(checklist));
                return;
            }
            ReleaseResult tagged = goal.release(Procedures.tagging(bench), this::begins);
            Report report = goal.stepped("d4:tag", checklist, tagged);
            publisher(cloud::masked).publish(report, report, "the tag was not made; what mends that stands above");
        }
    }

    /** The environment that no other comes after: only what went all the way is a release. */
    private Environment last(Contract contract) throws MojoFailureException {
        List<Environment> lasts = contract.environments().stream()
                .filter(each -> contract.environments().stream()
                        .noneMatch(other -> other.after().equals(Optional.of(each.name()))))
                .toList();
        Optional<Environment> named = environment(contract);
        if (named.isPresent() && !lasts.contains(named.get())) {
            throw new MojoFailureException("-Dd4.environment=" + named.get().name()
                    + ": a tag names what is live at the end of the release order, in " + names(lasts)
                    + "." + System.lineSeparator() + "  Release to there first, or leave the environment out.");
        }
        if (named.isEmpty() && lasts.size() > 1) {
            throw new MojoFailureException("several environments are the last one: " + names(lasts) + "."
                    + System.lineSeparator() + "  Name the one whose release is tagged: mvn d4:tag -Dd4.environment="
                    + lasts.get(0).name());
        }
        return named.orElseGet(() -> lasts.get(0));
    }

    private static String names(List<Environment> environments) {
        return environments.stream().map(Environment::name).collect(Collectors.joining(", "));
    }
}
