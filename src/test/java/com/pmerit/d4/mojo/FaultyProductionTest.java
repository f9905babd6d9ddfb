package com.pmerit.d4.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.pmerit.d4.release.Outcome;
import com.pmerit.d4.sandbox.http.Fault;
import com.pmerit.d4.trial.Misfortune;
import com.pmerit.d4.trial.RecordedCall;
import com.pmerit.d4.trial.Trials;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each call of a release to production meets each misfortune. The release is done, or it says what is the matter and what is live;
 * the invariants hold; and once the lock has run out the same command always ends in the state of a release that nothing disturbed.
 */
final class FaultyProductionTest {
    private static final String SCRIPT = "/accounts/{account}/workers/scripts/{script}";

    @TempDir
    private static Path directory;

    private static PreparedShop shop;
    private static List<RecordedCall> calls;
    private static JsonNode undisturbed;

    @BeforeAll
    static void releaseOnceWithoutDisturbance() throws Exception {
        shop = PreparedShop.in(directory, Behaviour.WELL);
        try (Case scene = shop.open()) {
            assertThat(scene.deploy().outcome()).contains(Outcome.DONE);
            calls = RecordedCall.of(scene.world().sandbox.requests());
            undisturbed = scene.world().outlook();
        }
    }

    @Test
    void meetsEveryKindOfCallThatAReleaseMakes() {
        Set<String> routes = new TreeSet<>();
        calls.forEach(call -> routes.add(call.method() + " " + call.template()));

        assertThat(routes)
                .contains(
                        "POST /accounts/{account}/d1/database/{database}/query",
                        "POST " + SCRIPT + "/versions",
                        "POST " + SCRIPT + "/deployments",
                        "GET " + SCRIPT + "/versions",
                        "GET " + SCRIPT + "/versions/{version}",
                        "GET " + SCRIPT + "/deployments",
                        "PUT " + SCRIPT + "/schedules");
        assertThat(calls.size() * Misfortune.ALL.size()).isGreaterThanOrEqualTo(1_000);
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
        try (Case scene = shop.open()) {
            new Ordeal(misfortune, fault, undisturbed).of(scene);
        }
    }
}
