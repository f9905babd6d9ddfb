package com.pmerit.d4.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pmerit.d4.gate.ChecklistResult;
import com.pmerit.d4.gate.Gate;
import com.pmerit.d4.gate.GateOverride;
import com.pmerit.d4.gate.Inapplicable;
import com.pmerit.d4.gate.Verdict;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OverridesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tests|'tests' names no gate",
                ":because|':because' names no gate",
                "tests:|tests: gives no reason",
                "tests:  ;types:x|tests: gives no reason",
                "tests:slow;|'' names no gate",
                "tests:slow; tests : flaky|names tests twice",
            })
    void refusesWhatDoesNotNameEachGateOnceWithAReason(String text, String fault) {
        assertThatThrownBy(() -> onCommandLine(text))
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("-Dd4.override")
                .hasMessageContaining(fault);
    }

    @Test
    void refusesAnOverrideThatStandsInThePom() {
        assertThatThrownBy(() -> Overrides.read(Optional.of("tests:slow"), Optional.empty()))
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("stands in a POM, where it would outlive this run: take it out");
        assertThatThrownBy(() -> Overrides.read(Optional.of("tests:slow"), Optional.of("types:slow")))
                .hasMessageContaining("stands in a POM");
    }

    @Test
    void refusesAGateThatThereIsNotAndNamesThoseThereAre() throws Exception {
        Overrides overrides = onCommandLine("staging:incident 17");

        assertThatThrownBy(() -> overrides.over(List.of(failing("tests"), failing("staging-first"))))
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("-Dd4.override=staging:incident 17: no gate is called 'staging'."
                        + " The gates are: tests, staging-first.");
    }

    @Test
    void readsEachGateWithItsReason() throws Exception {
        assertThat(onCommandLine("staging-first: incident 17: hotfix ; tests:flaky")
                        .each())
                .containsExactly(
                        new GateOverride("staging-first", "incident 17: hotfix"), new GateOverride("tests", "flaky"));
    }

    @Test
    void overridesOnlyTheGateThatIsNamed() throws Exception {
        List<Gate> gates = List.of(failing("tests"), failing("types"));

        ChecklistResult result = onCommandLine("types:incident 17").over(gates).run();

        assertThat(result.passed()).isFalse();
        assertThat(result.failures()).extracting(failure -> failure.id()).containsExactly("tests");
        assertThat(result.overrides()).containsExactly("types:incident 17");
    }

    @Test
    void leavesTheChecklistAloneWhenNothingIsGiven() throws Exception {
        Overrides none = Overrides.read(Optional.empty(), Optional.empty());

        assertThat(none).isEqualTo(Overrides.none());
        assertThat(none.over(List.of(new Inapplicable("tag", "Tagged", "no environment")))
                        .run()
                        .overrides())
                .isEmpty();
    }

    private static Overrides onCommandLine(String text) throws MojoFailureException {
        return Overrides.read(Optional.of(text), Optional.of(text));
    }

    private static Gate failing(String id) {
        return new Gate() {
            @Override
            public String id() {
                return id;
            }

            @Override
            public String title() {
                return id;
            }

            @Override
            public Verdict check() {
                return new Verdict.Failed("broken", "mend it");
            }
        };
    }
}
