package com.pmerit.d4.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PlanTest {
    private static final List<Change> CHANGES = List.of(new Change("code", "shop", "one", "two"));
    private static final List<Observation> OBSERVED = List.of(new Observation("head deployment", "d1"));
    private static final List<String> WARNINGS = List.of("look out");
    private static final Plan PLAN =
            new Plan("staging", "shop", Optional.of("abc"), "digest", true, CHANGES, OBSERVED, WARNINGS);

    @Test
    void hashIsThatOfTheCanonicalJson() {
        assertThat(PlanJson.canonical(PLAN))
                .isEqualTo(
                        "{\"changes\":[{\"after\":\"two\",\"before\":\"one\",\"name\":\"shop\",\"subject\":\"code\"}],"
                                + "\"code\":\"digest\",\"commit\":\"abc\",\"environment\":\"staging\",\"lockable\":true,"
                                + "\"observed\":[{\"name\":\"head deployment\",\"value\":\"d1\"}],\"warnings\":[\"look out\"],"
                                + "\"worker\":\"shop\"}");
        assertThat(PLAN.hash()).isEqualTo("cb2d7e75317ec3177716be20b3310d8117c721f3682953e41faab374e8bbb622");
    }

    @Test
    void everyFieldChangesTheHash() {
        List<Plan> others = List.of(
                PLAN,
                new Plan("other", "shop", Optional.of("abc"), "digest", true, CHANGES, OBSERVED, WARNINGS),
                new Plan("staging", "other", Optional.of("abc"), "digest", true, CHANGES, OBSERVED, WARNINGS),
                new Plan("staging", "shop", Optional.of("other"), "digest", true, CHANGES, OBSERVED, WARNINGS),
                new Plan("staging", "shop", Optional.empty(), "digest", true, CHANGES, OBSERVED, WARNINGS),
                new Plan("staging", "shop", Optional.of("abc"), "other", true, CHANGES, OBSERVED, WARNINGS),
                new Plan("staging", "shop", Optional.of("abc"), "digest", false, CHANGES, OBSERVED, WARNINGS),
                rows(new Change("other", "shop", "one", "two"), OBSERVED.get(0)),
                rows(new Change("code", "other", "one", "two"), OBSERVED.get(0)),
                rows(new Change("code", "shop", "other", "two"), OBSERVED.get(0)),
                rows(new Change("code", "shop", "one", "other"), OBSERVED.get(0)),
                rows(CHANGES.get(0), new Observation("other", "d1")),
                rows(CHANGES.get(0), new Observation("head deployment", "other")),
                new Plan("staging", "shop", Optional.of("abc"), "digest", true, List.of(), OBSERVED, WARNINGS),
                new Plan("staging", "shop", Optional.of("abc"), "digest", true, CHANGES, List.of(), WARNINGS),
                new Plan("staging", "shop", Optional.of("abc"), "digest", true, CHANGES, OBSERVED, List.of()));

        assertThat(others.stream().map(Plan::hash)).doesNotHaveDuplicates();
    }

    @Test
    void isIdleWhenNoRowIsChanged() {
        Change kept = Change.none("code", "shop", "one");

        assertThat(rows(kept, OBSERVED.get(0)).idle()).isTrue();
        assertThat(PLAN.idle()).isFalse();
        assertThat(PLAN.needed()).isEqualTo(CHANGES);
    }

    @Test
    void saysThatAProjectWithoutADatabaseHasNoLock() {
        Plan plan = new Plan("staging", "shop", Optional.empty(), "digest", false, CHANGES, OBSERVED, List.of());

        assertThat(plan.lockSentence())
                .startsWith("staging binds no database, so there is no lock")
                .contains("comparing the deployments before and after");
        assertThat(PLAN.lockSentence()).isEqualTo("the release takes the lock of staging first");
    }

    @Test
    void refusesARowWithoutWords() {
        assertThatThrownBy(() -> new Change("code", "shop", " ", "two"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("code shop");
    }

    private static Plan rows(Change change, Observation seen) {
        return new Plan(
                "staging", "shop", Optional.of("abc"), "digest", true, List.of(change), List.of(seen), WARNINGS);
    }
}
