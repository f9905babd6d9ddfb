package com.pmerit.d4.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.cloudflare.Limits;
import com.pmerit.d4.release.StepResult;
import com.pmerit.d4.sandbox.http.Fault;
import com.pmerit.d4.sandbox.http.Faults;
import com.pmerit.d4.trial.DirectoryCopy;
import com.pmerit.d4.trial.Misfortune;
import com.pmerit.d4.trial.RecordedCall;
import com.pmerit.d4.trial.SiteWatch;
import com.pmerit.d4.trial.Trials;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each call by which a site is released meets each misfortune. The site is published, or it is said what is the matter and which one
 * users meet; and the same once more always ends with the new site, published once, with no file uploaded twice.
 */
final class FaultySiteTest {
    private static final String HOST = "shop.pages.dev";
    private static final String PROJECT = "/accounts/{account}/pages/projects/{project}";
    private static final AtomicInteger CASES = new AtomicInteger();

    @TempDir
    private static Path directory;

    private static List<RecordedCall> calls;

    @BeforeAll
    static void releaseOnceWithoutDisturbance() throws Exception {
        try (ShopSite shop = new ShopSite(prepared(), Optional.empty())) {
            shop.released();
            shop.content("three");
            shop.write("style.css", "body{margin:0}");
        }
        try (ShopSite shop = another(Limits.STANDARD)) {
            SiteWatch watch = watch(shop);
            assertThat(watch.shown()).isEqualTo("one");
            assertThat(shop.releases(Optional.empty()).isDone()).isTrue();
            assertThat(watch.shown()).isEqualTo("three");
            assertThat(watch.broken()).isEmpty();
            calls = RecordedCall.of(shop.account.sandbox.requests());
            assertThat(watch.calls()).isEqualTo(calls.size());
        }
    }

    @Test
    void meetsEveryKindOfCallThatASiteIsReleasedBy() {
        Set<String> routes = new TreeSet<>();
        calls.forEach(call -> routes.add(call.method() + " " + call.template()));

        assertThat(routes)
                .containsExactly(
                        "GET " + PROJECT,
                        "GET " + PROJECT + "/deployments",
                        "GET " + PROJECT + "/upload-token",
                        "POST " + PROJECT + "/deployments",
                        "POST /pages/assets/check-missing",
                        "POST /pages/assets/upload",
                        "POST /pages/assets/upsert-hashes");
        assertThat(calls)
                .filteredOn(call -> call.template().endsWith("/upload"))
                .as("uploads side by side")
                .hasSize(3);
    }

    static Stream<Misfortune> misfortunes() {
        return Misfortune.ALL.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("misfortunes")
    void outlivesItAtEachCall(Misfortune misfortune) throws Exception {
        assertThat(Trials.problems(calls, misfortune.sideBySide(), call -> suffer(misfortune, misfortune.at(call))))
                .isEmpty();
    }

    private static void suffer(Misfortune misfortune, Fault fault) throws Exception {
        try (ShopSite shop = another(misfortune.limits())) {
            SiteWatch watch = watch(shop);
            Faults faults = shop.account.sandbox.faults();
            faults.add(fault);

            ShopSite.Run first = shop.releases(Optional.empty());

            assertThat(faults.seen())
                    .extracting(Faults.Seen::hits)
                    .as("the fault met its call")
                    .allMatch(hits -> hits > 0);
            faults.clear();
            tellsTheTruth(first, watch.shown());
            if (fault.effect() instanceof Fault.Hold hold) {
                hold.release();
                watch.settles();
            }

            ShopSite.Run second = shop.releases(first.noted());

            assertThat(second.isDone()).as("%s, then %s", first, second).isTrue();
            assertThat(watch.shown()).isEqualTo("three");
            assertThat(watch.broken()).as("%s, then %s", first, second).isEmpty();
            assertThat(shop.account.api.pages().deployments("shop").orElseThrow())
                    .hasSizeBetween(2, isDoneLate(fault) ? 3 : 2);
        }
    }

    private static void tellsTheTruth(ShopSite.Run run, String shown) {
        if (run.isDone()) {
            assertThat(shown).as("%s", run).isEqualTo("three");
        } else if (run.failed().isPresent()) {
            StepResult.Failed failed = run.failed().get();
            assertThat(failed.summary()).isNotBlank();
            assertThat(failed.remedy()).contains("run the same command again");
            if (failed.liveNow().contains("the site that they met before")) {
                assertThat(shown).as("%s", failed).isEqualTo("one");
            }
        }
    }

    /** Whether the call takes effect when all is over. */
    private static boolean isDoneLate(Fault fault) {
        return fault.effect() instanceof Fault.Hold hold && hold.moment() == Fault.Moment.BEFORE_ACTING;
    }

    private static Path prepared() {
        return directory.resolve("prepared");
    }

    private static ShopSite another(Limits limits) throws IOException {
        Path own = directory.resolve("case-" + CASES.incrementAndGet());
        return ShopSite.leftIn(DirectoryCopy.of(prepared(), own), limits);
    }

    private static SiteWatch watch(ShopSite shop) throws IOException {
        return SiteWatch.over(
                shop.account.sandbox,
                ShopSite.state(shop.output().resolve("../..").normalize()),
                HOST);
    }
}
