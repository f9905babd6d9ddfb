package com.pmerit.d4.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

final class ChecklistTest {

    @Test
    void refusesAListWithoutGates() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Checklist(List.of()))
                .withMessageContaining("zero gates prove nothing");
    }

    @Test
    void refusesTwoGatesOfOneName() {
        List<Gate> twins = List.of(gate("tests", ChecklistTest::passed), gate("tests", ChecklistTest::passed));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Checklist(twins))
                .withMessageContaining("'tests'");
    }

    @Test
    void reportsEveryGateInOrderWhenOneFails() throws InterruptedException {
        Checklist checklist = new Checklist(List.of(
                gate("first", ChecklistTest::passed),
                gate("second", () -> new Verdict.Failed("broken", "mend it")),
                gate("third", ChecklistTest::passed)));

        ChecklistResult result = checklist.run();

        assertThat(result.results()).extracting(GateResult::id).containsExactly("first", "second", "third");
        assertThat(result.failures()).extracting(GateResult::id).containsExactly("second");
        assertThat(result.passed()).isFalse();
    }

    @Test
    void doesNotPassWhenEveryGateWasSkipped() throws InterruptedException {
        ChecklistResult result =
                new Checklist(List.of(gate("only", () -> new Verdict.Skipped("no environment")))).run();

        assertThat(result.passed()).isFalse();
        assertThat(result.looked()).isZero();
    }

    @Test
    void turnsAGateThatThrowsIntoAFailureOfThatGate() throws InterruptedException {
        Gate broken = gate("bindings", () -> {
            throw new IllegalStateException("no such column");
        });

        ChecklistResult result = new Checklist(List.of(broken, gate("tests", ChecklistTest::passed))).run();

        GateResult failure = result.failures().get(0);
        assertThat(failure.id()).isEqualTo("bindings");
        assertThat(failure.verdict().details()).first().asString().contains("no such column");
        assertThat(((Verdict.Failed) failure.verdict()).remedy()).contains("bug of d4");
    }

    @Test
    void passesWithAFailedGateThatIsOverriddenAndKeepsBothWords() throws InterruptedException {
        Verdict.Failed failed = new Verdict.Failed("2 files are not committed", List.of("?? notes.txt"), "git commit");

        ChecklistResult result = overridden("clean-tree:notes only", gate("clean-tree", () -> failed));

        assertThat(result.passed()).isTrue();
        assertThat(result.overrides()).containsExactly("clean-tree:notes only");
        assertThat(verdict(result)).isEqualTo(new Verdict.Overridden("notes only", failed));
        assertThat(verdict(result).summary())
                .isEqualTo("overridden: notes only (the gate failed: 2 files are not committed)");
        assertThat(verdict(result).details()).containsExactly("?? notes.txt");
    }

    @Test
    void failsAllTheSameWhenAnotherGateThanTheFailedOneIsOverridden() throws InterruptedException {
        ChecklistResult result = overridden(
                "tests:they are slow",
                gate("tests", ChecklistTest::passed),
                gate("types", () -> new Verdict.Failed("broken", "mend it")));

        assertThat(result.passed()).isFalse();
        assertThat(result.failures()).extracting(GateResult::id).containsExactly("types");
        assertThat(result.overrides()).isEmpty();
    }

    @Test
    void warnsOfAnOverrideOfAGateThatPasses() throws InterruptedException {
        ChecklistResult result = overridden("tests:they are slow", gate("tests", ChecklistTest::passed));

        assertThat(verdict(result))
                .isEqualTo(new Verdict.Warned(
                        "fine; the override was not necessary",
                        List.of(),
                        "leave out -Dd4.override=tests:they are slow"));
        assertThat(result.overrides()).isEmpty();
    }

    @Test
    void keepsTheRemedyOfAWarningWhoseGateIsOverridden() throws InterruptedException {
        Verdict warned = new Verdict.Warned("nearly", List.of("a line"), "look at it");

        ChecklistResult result = overridden("tests:so what", gate("tests", () -> warned));

        assertThat(verdict(result))
                .isEqualTo(new Verdict.Warned(
                        "nearly; the override was not necessary",
                        List.of("a line"),
                        "look at it; leave out -Dd4.override=tests:so what"));
    }

    @Test
    void doesNotTakeASkippedGateForOneThatLookedWhenItIsOverridden() throws InterruptedException {
        ChecklistResult result = overridden("tag:later", gate("tag", () -> new Verdict.Skipped("no environment")));

        assertThat(result.passed()).isFalse();
        assertThat(verdict(result)).isEqualTo(new Verdict.Skipped("no environment; the override was not necessary"));
    }

    @Test
    void overridesAGateThatBroke() throws InterruptedException {
        ChecklistResult result = overridden("bindings:known bug", gate("bindings", () -> {
            throw new IllegalStateException("no such column");
        }));

        assertThat(result.passed()).isTrue();
        assertThat(verdict(result).summary()).contains("known bug", "the gate itself broke");
        assertThat(verdict(result).details()).first().asString().contains("no such column");
    }

    @Test
    void refusesAnOverrideOfAGateThatIsNotOnTheList() {
        List<Gate> gates = List.of(gate("tests", ChecklistTest::passed));
        List<GateOverride> unknown = List.of(new GateOverride("test", "they are slow"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Checklist(gates, unknown))
                .withMessageContaining("no gate is called 'test'");
    }

    @Test
    void refusesTwoOverridesOfOneGate() {
        List<Gate> gates = List.of(gate("tests", ChecklistTest::passed));
        List<GateOverride> twice = List.of(new GateOverride("tests", "slow"), new GateOverride("tests", "flaky"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Checklist(gates, twice))
                .withMessageContaining("two overrides of 'tests'");
    }

    @Test
    void refusesAnOverrideWithoutAReason() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GateOverride("tests", "  "))
                .withMessageContaining("gives a reason");
    }

    @Test
    void runsIndependentGatesSideBySide() throws InterruptedException {
        CountDownLatch bothStarted = new CountDownLatch(2);
        Supplier<Verdict> meetsTheOther = () -> {
            bothStarted.countDown();
            try {
                bothStarted.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            return new Verdict.Passed("met");
        };

        ChecklistResult result = new Checklist(List.of(gate("one", meetsTheOther), gate("two", meetsTheOther))).run();

        assertThat(result.passed()).isTrue();
    }

    private static ChecklistResult overridden(String override, Gate... gates) throws InterruptedException {
        int colon = override.indexOf(':');
        GateOverride given = new GateOverride(override.substring(0, colon), override.substring(colon + 1));
        return new Checklist(List.of(gates), List.of(given)).run();
    }

    private static Verdict verdict(ChecklistResult result) {
        return result.results().get(0).verdict();
    }

    private static Verdict passed() {
        return new Verdict.Passed("fine");
    }

    private static Gate gate(String id, Supplier<Verdict> verdict) {
        return new Gate() {
            @Override
            public String id() {
                return id;
            }

            @Override
            public String title() {
                return "the promise of " + id;
            }

            @Override
            public Verdict check() {
                return verdict.get();
            }
        };
    }
}
