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
