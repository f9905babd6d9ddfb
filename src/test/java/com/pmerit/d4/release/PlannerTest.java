package com.pmerit.d4.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

final class PlannerTest {
    private static final Planner.Scope SCOPE = new Planner.Scope("staging", "shop", Optional.of("abc"), "digest", true);
    private static final PlanPart SITE = new NotReleased("site", "shop-ui", "d4 does not publish it yet");

    @Test
    void cannotPlanWhenAConcernCouldNotLook() throws InterruptedException {
        Forecast.Unknown one = new Forecast.Unknown("no bundle", List.of("a line"), "mend it");
        Forecast.Unknown other = new Forecast.Unknown("no answer");

        assertThat(make(() -> one, SITE, () -> other)).isEqualTo(new Planning.Impossible(List.of(one, other)));
    }

    @Test
    void refusesToPlanNothing() {
        assertThatThrownBy(() -> new Planner(SCOPE, List.of(), UnaryOperator.identity()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void putsThePartsTogetherInTheirOrder() throws InterruptedException {
        Change code = new Change("code", "shop", "one", "two");
        Observation seen = new Observation("head deployment", "d1");

        Planning planning = make(() -> new Forecast.Known(List.of(code), List.of(seen), List.of("look out")), SITE);

        assertThat(planning)
                .isEqualTo(new Planning.Made(new Plan(
                        "staging",
                        "shop",
                        Optional.of("abc"),
                        "digest",
                        true,
                        List.of(code, Change.none("site", "shop-ui", "not looked at")),
                        List.of(seen),
                        List.of("look out", "site shop-ui: d4 does not publish it yet"))));
    }

    @Test
    void asksThePartsSideBySide() throws InterruptedException {
        CountDownLatch both = new CountDownLatch(2);
        PlanPart meeting = () -> {
            both.countDown();
            return both.await(20, TimeUnit.SECONDS)
                    ? new Forecast.Known(List.of(), List.of(), List.of())
                    : new Forecast.Unknown("the other part was not asked at the same time");
        };

        assertThat(make(meeting, meeting)).isInstanceOf(Planning.Made.class);
    }

    @Test
    void masksEveryTextBeforeThePlanIsMade() throws InterruptedException {
        PlanPart secret = () -> new Forecast.Known(
                List.of(new Change("a hunter2", "b hunter2", "c hunter2", "d hunter2")),
                List.of(new Observation("e hunter2", "f hunter2")),
                List.of("g hunter2"));
        PlanPart broken = () -> new Forecast.Unknown("h hunter2", List.of("i hunter2"), "j hunter2");

        assertThat(masked(secret).toString()).doesNotContain("hunter2").contains("a *", "d *", "e *", "f *", "g *");
        assertThat(masked(broken).toString()).doesNotContain("hunter2").contains("h *", "i *", "j *");
    }

    private static Planning make(PlanPart... parts) throws InterruptedException {
        return new Planner(SCOPE, List.of(parts), UnaryOperator.identity()).make();
    }

    private static Planning masked(PlanPart part) throws InterruptedException {
        return new Planner(SCOPE, List.of(part), text -> text.replace("hunter2", "*")).make();
    }
}
