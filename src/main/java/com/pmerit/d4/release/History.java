package com.pmerit.d4.release;

import com.pmerit.d4.cloudflare.Deployment;
import com.pmerit.d4.cloudflare.TrafficShare;
import com.pmerit.d4.cloudflare.VersionSummary;
import com.pmerit.d4.release.HistoryEntry.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What happened to a Worker, joined from Cloudflare's deployments, of which it lists the last ten only, and the ledger, which
 * reaches back further. Several deployments of one release are one entry, and so is a row of changes of secrets: setting
 * twelve makes twelve deployments.
 */
public final class History {
    /** A deployment bears Cloudflare's time and a run the database's: two clocks. */
    private static final Duration CLOCKS = Duration.ofMinutes(1);

    private static final String API = "api";

    private final List<Deployment> deployments;
    private final Map<String, VersionSummary> versions;
    private final List<Run> runs;

    /**
     * Takes what is known.
     *
     * @param deployments newest first
     * @param versions the versions of these deployments, as far as their records can be read, by id
     * @param runs newest first; none where there is no ledger
     */
    public History(List<Deployment> deployments, Map<String, VersionSummary> versions, List<Run> runs) {
        this.deployments = List.copyOf(deployments);
        this.versions = Map.copyOf(versions);
        this.runs = List.copyOf(runs);
    }

    /** The latest entries, newest first. */
    public List<HistoryEntry> latest(int most) {
        List<Group> groups = groups();
        List<HistoryEntry> entries = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Group group : groups) {
            entries.add(entry(group));
            group.run().ifPresent(run -> seen.add(run.id()));
        }
        runs.stream().filter(run -> !seen.contains(run.id())).map(this::entry).forEach(entries::add);
        return entries.stream()
                .sorted(Comparator.comparing(HistoryEntry::at).reversed())
                .limit(most)
                .toList();
    }

    /**
     * Deployments that belong together.
     *
     * @param newest where they led
     * @param oldest the one that was made first
     */
    private record Group(Deployment newest, Deployment oldest, int size, Optional<Run> run, boolean secrets) {
        Group with(Deployment older) {
            return new Group(newest, older, size + 1, run, secrets);
        }
    }

    private List<Group> groups() {
        List<Group> groups = new ArrayList<>();
        for (Deployment deployment : deployments) {
            int last = groups.size() - 1;
            if (last >= 0 && belongs(deployment, groups.get(last))) {
                groups.set(last, groups.get(last).with(deployment));
            } else {
                groups.add(new Group(deployment, deployment, 1, run(deployment), isSecretChange(deployment)));
            }
        }
        return groups;
    }

    private boolean belongs(Deployment older, Group group) {
        if (group.secrets()) {
            return isSecretChange(older)
                    && older.author().equals(group.newest().author())
                    && older.source().equals(group.newest().source());
        }
        Optional<Run> run = run(older);
        if (run.isPresent() || group.run().isPresent()) {
            return run.map(Run::id).equals(group.run().map(Run::id));
        }
        return isStepOnTheWay(older, group.oldest());
    }

    /** Without a ledger: one that was not meant to last leads to the next one of the same tool about the same version. */
    private boolean isStepOnTheWay(Deployment older, Deployment next) {
        return older.shares().size() > 1
                && origin(older).isD4()
                && origin(next).isD4()
                && next.shares().stream().map(TrafficShare::versionId).anyMatch(versionsOf(older)::contains);
    }

    /** The newest run that had begun by then and moves traffic between these versions. */
    private Optional<Run> run(Deployment deployment) {
        if (!deployment.source().equals(Optional.of(API))) {
            return Optional.empty();
        }
        return runs.stream()
                .filter(Run::movesTraffic)
                .filter(run -> run.startedAt()
                        .filter(at -> !deployment.createdOn().isBefore(at.minus(CLOCKS)))
                        .isPresent())
                .filter(run ->
                        run.version().filter(versionsOf(deployment)::contains).isPresent() || isUndoOf(run, deployment))
                .findFirst()
                .filter(run -> moves(run).containsAll(versionsOf(deployment)));
    }

    /** What came of a release that did not go through: the version from before it, alone again. */
    private static boolean isUndoOf(Run run, Deployment deployment) {
        return !isDone(run) && deployment.soleVersion().equals(run.anchor().version());
    }

    private static Set<String> moves(Run run) {
        Set<String> moves = new HashSet<>();
        run.version().ifPresent(moves::add);
        run.anchor().version().ifPresent(moves::add);
        return moves;
    }

    private HistoryEntry entry(Group group) {
        Deployment newest = group.newest();
        Optional<String> version = group.run().flatMap(Run::version).or(newest::soleVersion);
        return new HistoryEntry(
                newest.createdOn(),
                kind(group, version),
                version,
                release(group.run(), newest, version),
                newest.author(),
                group.run().isPresent() ? Origin.ofD4().name() : origin(newest).name(),
                group.size(),
                group.run());
    }

    private HistoryEntry entry(Run run) {
        return new HistoryEntry(
                run.startedAt().orElse(Instant.EPOCH),
                kind(run),
                run.version(),
                release(run.version()),
                Optional.of(run.author()),
                Origin.ofD4().name(),
                0,
                Optional.of(run));
    }

    private Kind kind(Group group, Optional<String> version) {
        if (group.secrets()) {
            return Kind.SECRETS;
        }
        if (group.run().isPresent()) {
            return kind(group.run().get());
        }
        if (group.newest().soleVersion().isEmpty()) {
            return Kind.SPLIT;
        }
        if (wasLiveBefore(version, group.oldest())) {
            return group.newest().shares().size() > 1 ? Kind.STAGED : Kind.ROLLBACK;
        }
        return origin(group.newest()).isD4() ? Kind.RELEASE : Kind.DEPLOYMENT;
    }

    private Kind kind(Run run) {
        if (run.isMigration()) {
            return Kind.MIGRATION;
        }
        if (run.isBaseline()) {
            return Kind.BASELINE;
        }
        if (run.isRestore()) {
            return Kind.RESTORE;
        }
        if (run.isSecrets()) {
            return Kind.SECRETS;
        }
        return isRollback(run) ? Kind.ROLLBACK : Kind.RELEASE;
    }

    private boolean wasLiveBefore(Optional<String> version, Deployment deployment) {
        boolean deployed = deployments.subList(deployments.indexOf(deployment) + 1, deployments.size()).stream()
                .anyMatch(older -> isSame(older.soleVersion(), version));
        return deployed || runs.stream().anyMatch(run -> isDone(run) && isSame(run.version(), version));
    }

    /** Whether it says so, or an earlier release had brought the same version already. */
    private boolean isRollback(Run run) {
        return run.isRollback()
                || runs.subList(runs.indexOf(run) + 1, runs.size()).stream()
                        .anyMatch(older -> isDone(older) && isSame(older.version(), run.version()));
    }

    private static boolean isSame(Optional<String> one, Optional<String> other) {
        return one.isPresent() && one.equals(other);
    }

    private static boolean isDone(Run run) {
        return run.outcome().equals(Optional.of(Outcome.DONE));
    }

    /** A deployment of such a version is a change of secrets only when it is the one that the change made. */
    private boolean isSecretChange(Deployment deployment) {
        return deployment
                .soleVersion()
                .flatMap(this::version)
                .filter(Origin::isSecretChange)
                .filter(version -> deployments.subList(deployments.indexOf(deployment) + 1, deployments.size()).stream()
                        .noneMatch(older -> versionsOf(older).contains(version.id())))
                .isPresent();
    }

    private Origin origin(Deployment deployment) {
        Optional<VersionSummary> tagged = deployment.shares().stream()
                .map(share -> version(share.versionId()))
                .flatMap(Optional::stream)
                .max(Comparator.comparing(VersionSummary::number));
        return Origin.of(deployment, tagged);
    }

    private Optional<ReleaseMessage> release(Optional<Run> run, Deployment newest, Optional<String> version) {
        Optional<ReleaseMessage> deployed = Optional.ofNullable(
                        newest.annotations().get("workers/message"))
                .filter(message -> run.isPresent() || newest.shares().size() == 1)
                .flatMap(ReleaseMessage::read);
        return deployed.or(() -> release(version));
    }

    private Optional<ReleaseMessage> release(Optional<String> version) {
        return version.flatMap(this::version).flatMap(VersionSummary::message).flatMap(ReleaseMessage::read);
    }

    private Optional<VersionSummary> version(String id) {
        return Optional.ofNullable(versions.get(id));
    }

    private static Set<String> versionsOf(Deployment deployment) {
        Set<String> ids = new HashSet<>();
        deployment.shares().forEach(share -> ids.add(share.versionId()));
        return ids;
    }
}
