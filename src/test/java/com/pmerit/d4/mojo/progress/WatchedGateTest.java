package com.pmerit.d4.mojo.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pmerit.d4.gate.Gate;
import com.pmerit.d4.gate.Verdict;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

final class WatchedGateTest {
    private final Activities activities = new Activities(InstantSource.system());
    private final List<List<String>> seen = new ArrayList<>();

    @Test
    void saysWhatItsGateSays() throws Exception {
        Verdict verdict = new Verdict.Passed("30 tests");
        Gate watched = watched(() -> verdict).get(0);

        assertThat(watched.id()).isEqualTo("tests");
        assertThat(watched.title()).isEqualTo("All tests pass");
        assertThat(watched.check()).isSameAs(verdict);
    }

    @Test
    void isShownAsLongAsItLooks() throws Exception {
        activities.begin("d4:check");
        for (Gate each : watched(this::looks)) {
            each.check();
        }

        assertThat(seen)
                .containsExactly(
                        List.of("d4:check 0 s", "tests 0 s"),
                        List.of("d4:check 0 s (1 of 2 gates have looked)", "tests 0 s"));
        assertThat(shown()).containsExactly("d4:check 0 s (2 of 2 gates have looked)");
    }

    @Test
    void isNotShownAnyMoreWhenItBroke() {
        Gate broken = watched(() -> {
                    throw new IllegalStateException("a bug");
                })
                .get(0);

        assertThatThrownBy(broken::check).hasMessage("a bug");

        assertThat(shown()).isEmpty();
    }

    private List<Gate> watched(Supplier<Verdict> looking) {
        Gate gate = new Gate() {
            @Override
            public String id() {
                return "tests";
            }

            @Override
            public String title() {
                return "All tests pass";
            }

            @Override
            public Verdict check() {
                return looking.get();
            }
        };
        return WatchedGate.all(List.of(gate, gate), activities);
    }

    private Verdict looks() {
        seen.add(shown());
        return new Verdict.Passed("30 tests");
    }

    private List<String> shown() {
        return activities.now().stream().map(Doing::text).toList();
    }
}
