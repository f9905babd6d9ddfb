package com.pmerit.d4.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.audit.Audit;
import com.pmerit.d4.audit.BucketAudit;
import com.pmerit.d4.audit.DatabaseAudit;
import com.pmerit.d4.audit.Delta;
import com.pmerit.d4.audit.EnvironmentAudit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When an audit fails the build. */
final class AuditMojoTest {
    private static final Delta DRIFT =
            new Delta("DB", "staging", "production", List.of(), Optional.of("only staging binds it"), List.of());
    private static final Delta NONE = new Delta("DB", "staging", "production", List.of(), Optional.empty(), List.of());

    @Test
    void failsWheneverADatabaseCouldNotBeRead() {
        EnvironmentAudit unread = new EnvironmentAudit(
                "production", List.of(new DatabaseAudit.Unreadable("DB", "shop-db", "not for you")));

        assertThat(AuditMojo.failure(new Audit(List.of(unread), List.of(NONE)), false))
                .contains("1 of the databases could not be read; why stands above and in target/d4/audit.json");
    }

    @Test
    void failsWheneverABucketIsNotThereAndNotForOneWhoseContentIsNotGiven() {
        EnvironmentAudit gone = new EnvironmentAudit(
                "staging", List.of(), List.of(new BucketAudit.Unreadable("IMAGES", "shop-images", "gone")));
        EnvironmentAudit silent = new EnvironmentAudit(
                "staging", List.of(), List.of(new BucketAudit.NotGiven("IMAGES", "shop-images", "not for you")));

        assertThat(AuditMojo.failure(new Audit(List.of(gone), List.of(NONE)), false))
                .contains("1 of the buckets could not be read; why stands above and in target/d4/audit.json");
        assertThat(AuditMojo.failure(new Audit(List.of(silent), List.of(NONE)), false))
                .isEmpty();
    }

    @Test
    void failsOnDriftOnlyWhenAsked() {
        assertThat(AuditMojo.failure(new Audit(List.of(), List.of(DRIFT)), true))
                .contains("the schemas differ in 1 place; what closes each stands in target/d4/audit.json");
        assertThat(AuditMojo.failure(new Audit(List.of(), List.of(DRIFT)), false))
                .isEmpty();
        assertThat(AuditMojo.failure(new Audit(List.of(), List.of(NONE)), true)).isEmpty();
    }

    @Test
    void doesNotPassForFreeOfDriftWhatWasComparedWithNothing() {
        assertThat(AuditMojo.failure(new Audit(List.of(), List.of()), true).orElseThrow())
                .contains("there is nothing to compare");
    }
}
