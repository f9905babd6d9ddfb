package com.pmerit.d4.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.pmerit.d4.release.Outcome;
import com.pmerit.d4.trial.Misfortune;
import com.pmerit.d4.trial.RecordedCall;
import com.pmerit.d4.trial.SiteWatch;
import com.pmerit.d4.trial.Trials;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * In a whole release to production, one kind of call about the site is not answered from the last one on that a release makes: what
 * holds for all calls of a release holds here as well, and users meet the old site until the new one is published.
 */
final class CutOffSiteReleaseTest {
    @TempDir
    private static Path directory;

    private static PreparedShop shop;
    private static List<RecordedCall> calls;
    private static JsonNode undisturbed;

    @BeforeAll
    static void releaseOnceWithoutDisturbance() throws Exception {
        shop = PreparedShop.withFrontEnd(directory);
        try (Case scene = shop.open()) {
            SiteWatch watch = scene.watchesSite();
            assertThat(watch.shown()).isEqualTo("one");
            assertThat(scene.deploy().outcome()).contains(Outcome.DONE);
            assertThat(watch.shown()).isEqualTo("two");
            assertThat(watch.broken()).isEmpty();
            calls = lastOfEachKind(RecordedCall.of(scene.world().sandbox.requests()));
            assertThat(calls).hasSize(7);
            undisturbed = scene.world().outlook();
        }
    }

    private static List<RecordedCall> lastOfEachKind(List<RecordedCall> all) {
        Map<String, RecordedCall> last = new LinkedHashMap<>();
        all.stream()
                .filter(call -> SiteWatch.concerns(call.template()))
                .forEach(call -> last.put(call.method() + call.template(), call));
        return new ArrayList<>(last.values());
    }

    @Test
    void goesOnWhereItWasCutOff() throws Exception {
        Misfortune silence = Misfortune.ALL.stream()
                .filter(misfortune -> misfortune.name().equals("dead from here on, before acting"))
                .findFirst()
                .orElseThrow();

        assertThat(Trials.problems(calls, call -> {
                    try (Case scene = shop.open()) {
                        SiteWatch watch = scene.watchesSite();

                        new Ordeal(silence, silence.at(call), undisturbed).of(scene);

                        assertThat(watch.shown()).isEqualTo("two");
                        assertThat(watch.broken()).isEmpty();
                    }
                }))
                .isEmpty();
    }
}
