package com.pmerit.d4.mojo;

import com.pmerit.d4.mojo.HeldState.Deployment;
import com.pmerit.d4.mojo.HeldState.Version;
import com.pmerit.d4.mojo.ReleaseWorld.Build;
import com.pmerit.d4.mojo.ShopFront.Visit;
import com.pmerit.d4.mojo.Witness.Kind;
import com.pmerit.d4.mojo.Witness.Lease;
import com.pmerit.d4.mojo.Witness.Seen;
import com.pmerit.d4.release.Outcome;
import com.pmerit.d4.release.Phase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What must be true of production after whatever happened to releases of it. Looks at the disk of the embedded Cloudflare, at what
 * was asked of it and at what visitors met, and takes d4's word for nothing but the outcome that it claims.
 */
final class Invariants {
    private static final String SCRIPT = Checkout.PRODUCTION;
    private static final int RIGHT_IN_A_ROW = 5;

    private final Case scene;
    private final HeldState held;
    private final Eve eve;

    private Invariants(Case scene) {
        this.scene = scene;
        this.held = scene.world().held();
        this.eve = scene.eve();
    }

    /** The sentences that are not true now; none when all is well. */
    static List<String> broken(Case scene) {
        Invariants invariants = new Invariants(scene);
        return Stream.of(
                        invariants.liveIsTheAnchorOrTheNewOne(),
                        invariants.onlyProvenCodeServes(),
                        invariants.brokenByD4())
                .flatMap(List::stream)
                .toList();
    }

    /** The same without what a stranger may do who deploys what they like. */
    static List<String> brokenDespiteAStranger(Case scene) {
        return new Invariants(scene).brokenByD4();
    }

    private List<String> brokenByD4() {
        return Stream.of(
                        noSickVersionStays(),
                        eachMigrationIsThereOnceOrNotAtAll(),
                        whatIsAppliedIsWrittenDown(),
                        whatWasTakenBackIsAsItWas(),
                        noSecretIsTold(),
                        nothingIsWrittenWithoutALease(),
                        everyRunIsRecorded(),
                        successWasSeen())
                .flatMap(List::stream)
                .toList();
    }

    /** I1: a version that is sick at once never gets traffic; one that sickens under traffic does not keep it. */
    private List<String> noSickVersionStays() {
        List<String> broken = new ArrayList<>();
        List<Deployment> deployments = held.deployments(SCRIPT);
        for (Deployment deployment : deployments.subList(eve.deployments(), deployments.size())) {
            deployment.shares().forEach((version, share) -> {
                if (share > 0 && behaviour(version) == Behaviour.SICK) {
                    broken.add("I1: version " + version + ", which is sick, was given " + share + " %");
                }
            });
        }
        held.head(SCRIPT).shares().forEach((version, share) -> {
            if (share > 0 && behaviour(version) == Behaviour.SICK_UNDER_TRAFFIC) {
                broken.add("I1: version " + version + ", which sickened under traffic, was left " + share + " %");
            }
        });
        return broken;
    }

    /** I2: nothing serves that neither served before nor is the code of this release. */
    private List<String> liveIsTheAnchorOrTheNewOne() {
        Set<String> strangers = new HashSet<>(held.head(SCRIPT).shares().keySet());
        strangers.remove(eve.anchor().id());
        newVersions().forEach(version -> strangers.remove(version.id()));
        return strangers.isEmpty() ? List.of() : List.of("I2: live is " + strangers);
    }

    /** I3: the tracking table names each file once and in order, and its statements were run once, as a whole. */
    private List<String> eachMigrationIsThereOnceOrNotAtAll() {
        List<String> tracked = held.column("SELECT name FROM d1_migrations ORDER BY id");
        List<String> all = List.copyOf(Checkout.MIGRATIONS.keySet());
        if (tracked.size() > all.size() || !all.subList(0, tracked.size()).equals(tracked)) {
            return List.of("I3: the tracking table says " + tracked);
        }
        List<String> made = held.column(
                "SELECT name FROM sqlite_schema WHERE name NOT LIKE 'd4\\_%' ESCAPE '\\' AND sql IS NOT NULL");
        List<String> broken = new ArrayList<>();
        Checkout.MIGRATIONS.forEach((file, things) -> {
            boolean applied = tracked.contains(file);
            if (things.stream().anyMatch(thing -> made.contains(thing) != applied)) {
                broken.add("I3: " + file + " is " + (applied ? "" : "not ") + "tracked, and the schema holds " + made);
            }
        });
        return broken;
    }

    /** I4: d4's own table names no file that is not tracked, and every tracked one but those that wrangler applied. */
    private List<String> whatIsAppliedIsWrittenDown() {
        List<String> tracked = new ArrayList<>(held.column("SELECT name FROM d1_migrations"));
        List<String> written = held.rowsOf("d4_migration", "SELECT name FROM d4_migration").stream()
                .map(row -> row.get(0))
                .toList();
        tracked.removeAll(scene.world().appliedByOthers());
        return Set.copyOf(tracked).equals(Set.copyOf(written)) && tracked.size() == written.size()
                ? List.of()
                : List.of("I4: tracked by d4 are " + tracked + ", and written down " + written);
    }

    /** I7: d4 changes nothing without a lock that lasts, save its own tables. */
    private List<String> nothingIsWrittenWithoutALease() {
        return ourWrites()
                .filter(write -> write.lease().isEmpty())
                .map(write -> "I7: " + write.method() + " " + write.template() + " " + write.sql() + " without a lease")
                .toList();
    }

    /** I8: a run that changed something has a record, which has an end or tells the next run how far it came. */
    private List<String> everyRunIsRecorded() {
        Map<String, List<String>> records = new HashMap<>();
        held.rowsOf("d4_release", "SELECT id, phase, outcome, anchor FROM d4_release")
                .forEach(row -> records.put(row.get(0), row));
        List<String> broken = new ArrayList<>();
        ourWrites()
                .flatMap(write -> write.lease().stream())
                .map(Lease::run)
                .distinct()
                .filter(run -> !records.containsKey(run))
                .forEach(run -> broken.add("I8: run " + run + " wrote and has no record"));
        records.values().stream()
                .filter(row -> row.get(2).equals("null") == row.get(1).equals(Phase.ENDED.name()))
                .forEach(row -> broken.add("I8: the record " + row + " is neither open nor closed"));
        return broken;
    }

    /** I8, when all is over: no record is open. */
    static List<String> open(Case scene) {
        return scene
                .world()
                .held()
                .rowsOf("d4_release", "SELECT id, phase FROM d4_release WHERE outcome IS NULL")
                .stream()
                .map(row -> "I8: the record " + row + " was never closed")
                .toList();
    }

    private Stream<Seen> ourWrites() {
        return scene.world().witness.seen().stream().filter(request -> request.ours() && request.kind() == Kind.WRITE);
    }

    /** I5: after a release that was taken back, what can be put back is as it was, bit for bit. */
    private List<String> whatWasTakenBackIsAsItWas() {
        boolean takenBack = scene.world().lastBuild().flatMap(Build::outcome).equals(Optional.of(Outcome.ROLLED_BACK));
        if (!takenBack) {
            return List.of();
        }
        List<String> broken = new ArrayList<>();
        Map<String, Double> shares = held.head(SCRIPT).shares();
        if (!shares.equals(Map.of(eve.anchor().id(), 100.0))) {
            broken.add("I5: after the undo " + shares + " is live, and " + eve.anchor() + " was");
        }
        if (!held.unversioned(SCRIPT).equals(eve.unversioned())) {
            broken.add("I5: after the undo triggers and settings are " + held.unversioned(SCRIPT) + ", and were "
                    + eve.unversioned());
        }
        return broken;
    }

    /** I6: neither the token nor a secret's value is in a file of the project or in what a build said. */
    private List<String> noSecretIsTold() {
        List<String> broken = new ArrayList<>();
        for (String secret : scene.world().secrets()) {
            filesWith(secret).forEach(file -> broken.add("I6: a secret is in " + file));
            scene.world().builds().stream()
                    .filter(build -> build.said().contains(secret))
                    .forEach(build -> broken.add("I6: a build told a secret"));
        }
        return broken;
    }

    /** I9: a build that calls a release done asked its visitors' way, and this very version answered rightly. */
    private List<String> successWasSeen() {
        List<String> broken = new ArrayList<>();
        for (Build build : scene.world().builds()) {
            if (build.outcome().equals(Optional.of(Outcome.DONE))) {
                Map<String, Integer> rights = new HashMap<>();
                build.visits().stream()
                        .filter(visit -> visit.open() && visit.right())
                        .map(Visit::version)
                        .forEach(version -> rights.merge(version, 1, Integer::sum));
                if (newVersions().stream()
                        .noneMatch(version -> rights.getOrDefault(version.id(), 0) >= RIGHT_IN_A_ROW)) {
                    broken.add("I9: a release was called done, and its visitors met " + rights);
                }
            }
        }
        return broken;
    }

    /** I10: production serves no code that staging did not serve. */
    private List<String> onlyProvenCodeServes() {
        return held.versions(SCRIPT).stream()
                .filter(version -> version.number() > eve.anchor().number())
                .filter(version -> held.head(SCRIPT).shares().getOrDefault(version.id(), 0.0) > 0)
                .filter(version -> !version.tag().equals(eve.digest()))
                .map(version -> "I10: production serves " + version + ", and staging " + eve.digest())
                .toList();
    }

    private List<Version> newVersions() {
        return held.versions(SCRIPT).stream()
                .filter(version -> version.number() > eve.anchor().number())
                .filter(version -> version.tag().equals(eve.digest()))
                .toList();
    }

    private Behaviour behaviour(String version) {
        return scene.world().behaviour(SCRIPT, version);
    }

    private List<Path> filesWith(String secret) {
        try (Stream<Path> files = Files.walk(scene.checkout().directory())) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> contains(file, secret))
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static boolean contains(Path file, String text) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1).contains(text);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
