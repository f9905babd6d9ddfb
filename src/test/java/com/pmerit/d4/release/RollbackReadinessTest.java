package com.pmerit.d4.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RollbackReadinessTest {
    @Test
    void isNotReadyWithoutAReasonOrAVersion() {
        assertThatThrownBy(() -> new RollbackReadiness(Optional.empty(), List.of(), List.of("healthy"), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void saysWhyNot() {
        RollbackReadiness readiness = new RollbackReadiness(
                Optional.of("v1"),
                List.of("its bucket is gone", "it is ill"),
                List.of("listed"),
                List.of("service AUTH"));

        assertThat(readiness.ready()).isFalse();
        assertThat(readiness.sentence())
                .isEqualTo("Rollback ready: no, because its bucket is gone; it is ill; not checked: service AUTH");
        assertThat(RollbackReadiness.no("nothing is live yet").sentence())
                .isEqualTo("Rollback ready: no, because nothing is live yet");
    }

    @Test
    void saysWhereToAndWhatNobodyLookedAt() {
        RollbackReadiness readiness = new RollbackReadiness(
                Optional.of("v1"), List.of(), List.of("listed", "healthy"), List.of("service AUTH"));

        assertThat(readiness.ready()).isTrue();
        assertThat(readiness.sentence())
                .isEqualTo("Rollback ready: yes, to version v1: listed; healthy; not checked: service AUTH");
    }
}
