package com.pmerit.d4.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.pmerit.d4.mojo.Blow.AtCall;
import com.pmerit.d4.mojo.ReleaseWorld.Build;
import com.pmerit.d4.mojo.Witness.Kind;
import com.pmerit.d4.release.Outcome;
import com.pmerit.d4.trial.SiteWatch;
import com.pmerit.d4.trial.Trials;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A JVM that releases the shop with its site to production is killed with SIGKILL at a call about the site, before anything is done
 * about the call and after all was done, and the same command is run again. A call that changes nothing is one moment, before and
 * after by turns, and none as long as no lock is taken: {@link KilledReleaseProcessTest} has such moments. What is after a call is
 * before the next one.
 */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
final class KilledSiteProcessTest {
    @TempDir
    private static Path directory = Path.of(".");

    private static PreparedShop shop;
    private static Killer killer;
    private static List<AtCall> moments;
    private static JsonNode undisturbed;

    @BeforeAll
    static void rehearse() throws Exception {
        ReleasingJvms jvms = ReleasingJvms.in(directory);
        shop = PreparedShop.withFrontEnd(directory);
        killer = new Killer(jvms);
        try (Case scene = shop.open()) {
            try (FrontDoor door = new FrontDoor(scene.world().front, place -> {})) {
                assertThat(jvms.first(scene, door).waitFor()).isZero();
            }
            assertThat(ReleasingJvms.said(scene)).startsWith(Outcome.DONE.name());
            moments = moments(Blow.of(scene.world().witness.seen()));
            undisturbed = scene.world().outlook();
        }
    }

    @Test
    void publishesTheSiteOnceAndUploadsNothingTwiceWhateverTheMoment() throws Exception {
        assertThat(moments).hasSizeGreaterThanOrEqualTo(15);

        assertThat(Trials.problems(moments, KilledSiteProcessTest::dies)).isEmpty();
    }

    private static void dies(AtCall moment) throws Exception {
        try (Case scene = shop.open()) {
            SiteWatch watch = scene.watchesSite();
            killer.strikes(scene, moment);
            scene.age();

            Build again = scene.deploy();

            assertThat(again.outcome().filter(Set.of(Outcome.DONE, Outcome.NOOP)::contains))
                    .as("%s", again)
                    .isPresent();
            assertThat(watch.shown()).isEqualTo("two");
            assertThat(watch.broken()).isEmpty();
            assertThat(scene.world().outlook()).isEqualTo(undisturbed);
            assertThat(Invariants.broken(scene)).isEmpty();
            assertThat(Invariants.open(scene)).isEmpty();
        }
    }

    private static List<AtCall> moments(List<AtCall> blows) {
        int locking = IntStream.range(0, blows.size())
                .filter(index -> blows.get(index).kind() != Kind.READ)
                .findFirst()
                .orElseThrow();
        List<AtCall> ofTheSite = blows.subList(locking, blows.size()).stream()
                .filter(blow -> SiteWatch.concerns(blow.call().template()))
                .toList();
        return IntStream.range(0, ofTheSite.size())
                .filter(index -> ofTheSite.get(index).kind() == Kind.WRITE || (index / 2 + index) % 2 == 0)
                .mapToObj(ofTheSite::get)
                .toList();
    }
}
