package com.pmerit.d4.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TrafficReaderTest {
    private static final String TRAFFIC = "<environments><staging><traffic>";

    @TempDir
    private Path directory;

    private ContractFixture project;

    @BeforeEach
    void start() {
        project = new ContractFixture(directory);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    <step percent="0" soak="PT5M"/>    | <step><percent> | 0    | is no part of the traffic
                    <step percent="100" soak="PT5M"/>  | <step><percent> | 100  | is no part of the traffic
                    <step percent="2.5" soak="PT5M"/>  | <step><percent> | 2.5  | is no part of the traffic
                    <step soak="PT5M"/>                | <step><percent> | ''   | is missing
                    <step percent="10"/>               | <step><soak>    | ''   | is missing
                    <step percent="10" soak="5m"/>     | <step><soak>    | 5m   | is no length of time
                    <step percent="10" soak="PT0S"/>   | <step><soak>    | PT0S | is not longer than nothing and at most 24 hours
                    <step percent="10" soak="PT25H"/>  | <step><soak>    | PT25H | is not longer than nothing and at most 24 hours
                    <step percent="10" soak="P1D" smoke="no"/> | <step><smoke> | '' | is no key that d4 knows
                    <stop percent="10" soak="PT5M"/>   | <stop>          | ''   | is no key that d4 knows
                    10                                 | ''              | 10   | has no steps
                    ''                                 | ''              | ''   | has no steps
                    """)
    void refusesWhatIsNoStep(String steps, String tag, String value, String problem) {
        Fault fault = state(steps).onlyFault();

        assertThat(fault.tag()).isEqualTo(TRAFFIC + tag);
        assertThat(fault.value()).isEqualTo(value);
        assertThat(fault.problem()).isEqualTo(problem);
    }

    @ParameterizedTest
    @CsvSource({"10", "5"})
    void refusesAStepThatGivesNoMoreTrafficThanTheOneBefore(String second) {
        Fault fault = state("<step percent=\"10\" soak=\"PT5M\"/><step percent=\"" + second + "\" soak=\"PT5M\"/>")
                .onlyFault();

        assertThat(fault.tag()).isEqualTo(TRAFFIC + "<step><percent>");
        assertThat(fault.value()).isEqualTo(second);
        assertThat(fault.problem()).isEqualTo("is not more than the 10 % of the step before");
    }

    @Test
    void readsStepsAsAttributesOrAsTags() {
        state("<step percent=\"10\" soak=\"PT5M\"/><step><percent>50</percent><soak>PT24H</soak></step>");

        assertThat(project.contract().environment("staging").orElseThrow().traffic())
                .containsExactly(
                        new TrafficPortion(10, Duration.ofMinutes(5)), new TrafficPortion(50, Duration.ofHours(24)));
    }

    @Test
    void shiftsAllTrafficAtOnceUnlessToldOtherwise() {
        assertThat(project.contract().environment("staging").orElseThrow().traffic())
                .isEmpty();
    }

    @Test
    void knowsNoOtherPortions() {
        assertThatIllegalArgumentException().isThrownBy(() -> new TrafficPortion(100, Duration.ofMinutes(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> new TrafficPortion(50, Duration.ofHours(25)));
    }

    private ContractFixture state(String steps) {
        return project.pom(
                "<vars><ENVIRONMENT>staging</ENVIRONMENT></vars>",
                "<vars><ENVIRONMENT>staging</ENVIRONMENT></vars><traffic>" + steps + "</traffic>");
    }
}
