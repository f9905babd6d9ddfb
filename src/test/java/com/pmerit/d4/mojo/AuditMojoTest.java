package com.pmerit.d4.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.audit.Audit;
import com.pmerit.d4.audit.BucketAudit;
import com.pmerit.d4.audit.DatabaseAudit;
import com.pmerit.d4.audit.Delta;
import com.pmerit.d4.audit.EnvironmentAudit;
import com.pmerit.d4.audit.SiteAudit;
import java.time.Instant;
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

    @Test
    void failsWheneverASiteCouldNotBeRead() {
        Audit audit = new Audit(List.of(site(new SiteAudit.Unreadable("shop-ui", "no such project"))), List.of(NONE));

        assertThat(AuditMojo.failure(audit, false))
                .contains("1 of the sites could not be read; why stands above and in target/d4/audit.json");
    }

    @Test
    void failsForASiteThatIsNotItsWorkersOnlyWhenAsked() {
        Audit other = new Audit(List.of(site(live(true, new SiteAudit.Kinship.Other("77ab12c")))), List.of(NONE));
        Audit foreign = new Audit(List.of(site(live(false, new SiteAudit.Kinship.Same()))), List.of());
        Audit right = new Audit(List.of(site(live(true, new SiteAudit.Kinship.Same()))), List.of());

        assertThat(AuditMojo.failure(other, false)).isEmpty();
        assertThat(AuditMojo.failure(other, true).orElseThrow()).startsWith("1 of the sites is not what a release");
        assertThat(AuditMojo.failure(foreign, true).orElseThrow()).startsWith("1 of the sites is not what a release");
        assertThat(AuditMojo.failure(right, true)).isEmpty();
    }

    @Test
    void doesNotLetASiteStandInForSchemasThatWereNotCompared() {
        EnvironmentAudit both = new EnvironmentAudit(
                "staging",
                List.of(new DatabaseAudit.Unreadable("DB", "shop-db", "")),
                List.of(),
                Optional.of(live(true, new SiteAudit.Kinship.Same())));

        assertThat(new Audit(List.of(both), List.of()).comparesSomething()).isFalse();
    }

    private static EnvironmentAudit site(SiteAudit site) {
        return new EnvironmentAudit("staging", List.of(), List.of(), Optional.of(site));
    }

    private static SiteAudit live(boolean byD4, SiteAudit.Kinship kinship) {
        return new SiteAudit.Live(
                "shop-ui",
                new SiteAudit.Published(
                        "1f0c2a9b-0001",
                        Optional.of("4be1c07d5a3f"),
                        false,
                        Optional.of("main"),
                        Instant.EPOCH,
                        "https://shop.example",
                        List.of("https://shop.example")),
                byD4,
                kinship);
    }
}
