package com.pmerit.d4.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

final class ShopProcessTest {
    private static final String RESULT = "target/d4/result.json";

    @TempDir
    Path directory;

    private Shop shop;

    @BeforeEach
    void aBuildThatStopped() throws IOException {
        shop = Shop.at(directory.toFile(), directory)
                .writes("build.log", "BUILD FAILURE")
                .writes(RESULT, """
                        {"outcome": "GATE_FAILED",
                         "checklist": {"passed": false, "gates": [
                           {"id": "tests", "verdict": "failed", "summary": "worker: 1 of 24 tests failed",
                            "details": ["api.test.ts > image: 100% gone"], "remedy": "npm run test:run"},
                           {"id": "types", "verdict": "passed", "summary": "2 packages", "details": ["fine"]}]},
                         "steps": [{"id": "migrate", "result": "failed", "summary": "0003.sql stopped",
                                    "details": [], "remedy": "mend 0003.sql"}],
                         "smokes": [{"id": "smoke", "passed": false, "summary": "503", "details": ["degraded"],
                                     "remedy": "look at the log"},
                                    {"id": "smoke-old", "passed": true, "summary": "200", "details": []}]}
                        """);
    }

    @Test
    void findsWhatFailedAndNothingElse() throws IOException {
        assertThat(Failures.in(directory.resolve(RESULT))).isEqualTo("""
                        tests failed: worker: 1 of 24 tests failed
                          api.test.ts > image: 100% gone
                          -> npm run test:run
                        migrate failed: 0003.sql stopped
                          -> mend 0003.sql
                        smoke failed: 503
                          degraded
                          -> look at the log""");
    }

    @Test
    void findsNothingWithoutAResult() throws IOException {
        assertThat(Failures.in(directory.resolve("nowhere.json"))).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> tellsWhatFailedWhenABuildIsNotAsExpected() {
        record Claim(String name, ThrowingCallable claim) {}
        return List.of(
                        new Claim("said", () -> shop.said("30 tests in 2 packages")),
                        new Claim("saidOnce", () -> shop.saidOnce("DONE")),
                        new Claim("ended", () -> shop.ended("DONE", 2)),
                        new Claim("ended, by its gates", () -> shop.ended("GATE_FAILED", 8)),
                        new Claim("failedAt", () -> shop.failedAt("types", "npm run test:run")),
                        new Claim("failedAt, by its remedy", () -> shop.failedAt("tests", "npm run types")),
                        new Claim("has", () -> shop.has("target/shop.jar")),
                        new Claim("isTagged", () -> shop.isTagged("v1.0.0")))
                .stream()
                .map(each -> DynamicTest.dynamicTest(
                        each.name(),
                        () -> assertThatThrownBy(each.claim())
                                .isInstanceOf(AssertionError.class)
                                .hasMessageContaining("api.test.ts > image: 100% gone")));
    }
}
