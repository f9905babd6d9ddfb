package com.pmerit.d4.release;

import com.pmerit.d4.cloudflare.Deployment;
import com.pmerit.d4.cloudflare.VersionSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Chooses the version that a rollback goes back to, out of what Cloudflare can still deploy, what it had deployed, and what d4
 * has written down. Reads nothing itself.
 */
public final class RollbackChooser {
    private final String environment;
    private final VersionSummary live;
    private final List<VersionSummary> deployable;
    private final List<Deployment> deployments;
    private final List<Run> runs;

    /**
     * Takes what is known.
     *
     * @param environment its name in the POM
     * @param live the version that takes all traffic
     * @param deployable the versions that can be deployed
     * @param deployments newest first, as Cloudflare lists them
     * @param runs newest first, as the ledger has them; none where there is no ledger
     */
    public RollbackChooser(
            String environment,
            VersionSummary live,
            List<VersionSummary> deployable,
            List<Deployment> deployments,
            List<Run> runs) {
        this.environment = environment;
        this.live = live;
        this.deployable = List.copyOf(deployable);
        this.deployments = List.copyOf(deployments);
        this.runs = List.copyOf(runs);
    }

    /**
     * The version that somebody names.
     *
     * @param wish its id, or as many first characters of it as no other version has
     */
    public RollbackChoice named(String wish) {
        if (live.id().equals(wish)) {
            return isLive();
        }
        List<VersionSummary> found =
                deployable.stream().filter(each -> each.id().startsWith(wish)).toList();
        if (found.isEmpty()) {
            return refused(
                    "no version " + wish + " of " + environment + " can be deployed: Cloudflare keeps the last 100");
        }
        if (found.size() > 1) {
            return refused(found.size() + " versions of " + environment + " begin with " + wish + ": "
                    + found.stream().map(VersionSummary::id).collect(Collectors.joining(", ")));
        }
        return found.get(0).id().equals(live.id()) ? isLive() : chosen(found.get(0));
    }

    /**
     * The last version before the live one that a release proved; where none is on record the one that took all traffic before
     * the live one. Only versions that were uploaded before the live one count, so that a second rollback goes further back and
     * never forward again to what the first one left.
     */
    public RollbackChoice last() {
        return runs.stream()
                .filter(RollbackChooser::proved)
                .map(run -> earlier(run.version()))
                .flatMap(Optional::stream)
                .findFirst()
                .or(this::deployedBefore)
                .map(this::chosen)
                .orElseGet(() -> refused(environment + " has no earlier version to go back to"));
    }

    private Optional<VersionSummary> deployedBefore() {
        return deployments.stream()
                .map(deployment -> earlier(deployment.soleVersion()))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<VersionSummary> earlier(Optional<String> version) {
        return deployable.stream()
                .filter(each -> version.equals(Optional.of(each.id())))
                .filter(each -> each.number() < live.number())
                .findFirst();
    }

    private RollbackChoice chosen(VersionSummary version) {
        return new RollbackChoice.Chosen(new RollbackTarget(
                version,
                runs.stream()
                        .filter(run -> brought(run, version) && proved(run))
                        .findFirst(),
                migrationsSince(version)));
    }

    private Optional<List<String>> migrationsSince(VersionSummary version) {
        List<String> applied = new ArrayList<>();
        for (Run run : runs) {
            if (brought(run, version)) {
                return Optional.of(applied);
            }
            applied.addAll(0, run.migrations());
        }
        return Optional.empty();
    }

    private static boolean brought(Run run, VersionSummary version) {
        return run.version().equals(Optional.of(version.id()));
    }

    private static boolean proved(Run run) {
        return run.outcome().equals(Optional.of(Outcome.DONE))
                && run.smokeSha256().isPresent();
    }

    private RollbackChoice isLive() {
        return new RollbackChoice.Refused(
                "version " + live.id() + " is live in " + environment + " already", "mvn d4:smoke -P" + environment);
    }

    private RollbackChoice refused(String why) {
        return new RollbackChoice.Refused(why, "mvn d4:history -P" + environment + " lists what was live");
    }
}
